import { ts } from "ts-morph";
import { bare, isInside } from "../code/syntax.ts";
import { sdkFunction } from "../facts/registered.ts";
import type { SyncFacts } from "../facts/types.ts";
import { builderOf } from "./kit/builders.ts";
import { rowsOf, type Cell, type Row } from "./kit/rows.ts";
import type { Fault, Rule } from "./rule.ts";

/** A value made by a function of `Builder` that is for another kind of property. */
export const propertyKind: Rule = {
  id: "property-kind",
  severity: "error",
  hazards: ["SDK"],
  title: "A value is of another kind than its property",
  check: (facts) =>
    rowsOf(facts).flatMap((row) => [...row.cells.values()].flatMap((cell) => checkCell(row, cell))),
};

// On the wire these are the same: a text.
const plain = ["title", "richText", "text", "url", "email", "phoneNumber", "select", "status"];
const tokens = [...plain, "multiSelect", "number", "checkbox", "file", "link"];
const dates = ["date", "dateTime", "dateRange", "dateTimeRange"];

const fitting: Readonly<Record<string, readonly string[]>> = {
  title: [...tokens, ...dates],
  richText: [...tokens, ...dates],
  url: plain,
  email: plain,
  phoneNumber: plain,
  select: plain,
  status: plain,
  multiSelect: [...plain, "multiSelect"],
  number: ["number"],
  checkbox: ["checkbox"],
  date: dates,
  file: ["file", "link"],
  people: ["people"],
  relation: ["relation"],
  place: ["place"],
};

function checkCell({ sync, database }: Row, cell: Cell): Fault[] {
  const kind = database?.properties?.get(cell.name)?.kind;
  const fits = kind === undefined ? undefined : fitting[kind];
  if (kind === undefined || !fits) return [];
  const made = cell.values.flatMap((value) => valuesOf(sync, value));
  const wrong = made.filter(({ name }) => !fits.includes(name));
  // A helper that makes cells of several kinds is asked for one of them only.
  const [first] = wrong.length === made.length ? wrong : wrong.filter(({ node }) => isInside(node, cell.at));
  if (!first) return [];
  return [
    {
      at: isInside(first.node, cell.at) ? first.node : cell.at,
      sync,
      message: `"${cell.name}" is a ${kind} in the schema, and \`Builder.${first.name}\` makes a value of another kind. The compiler lets it pass; Notion drops the value or refuses the page of changes.`,
      fix: `Use \`Builder.${fits[0] === "title" && kind !== "title" ? kind : (fits[0] ?? kind)}\`, or change the kind in the schema.`,
    },
  ];
}

type Made = { node: ts.Node; name: string };

function valuesOf(sync: SyncFacts, value: ts.Node): Made[] {
  const handed = handedBuilder(sync, value);
  if (handed) return [handed];
  return sync.flow.origins(value).flatMap((origin): Made[] => {
    if (ts.isArrayLiteralExpression(origin)) return origin.elements.flatMap((each) => valuesOf(sync, each));
    const name = builderOf(sync, origin);
    return name === undefined ? [] : [{ node: origin, name }];
  });
}

/** `when(task.points, Builder.number)`: the function of `Builder` that a helper is handed there. */
function handedBuilder({ flow }: SyncFacts, value: ts.Node): Made | undefined {
  const call = ts.isExpression(value) ? bare(value) : value;
  if (!ts.isCallExpression(call) || flow.functions(call.expression).length === 0) return undefined;
  const handed = call.arguments.flatMap((node): Made[] => {
    const [room, name] = sdkFunction(flow, node) ?? [];
    return room === "Builder" && name !== undefined ? [{ node, name }] : [];
  });
  return handed.length === 1 ? handed[0] : undefined;
}
