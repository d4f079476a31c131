import { isImportedType } from "../model/dialect.ts";
import type { BodyNode, Piece, ValueNode } from "../model/types.ts";
import { spellAddress, spellBody, spellPieces } from "./requests.ts";
import { isEvery, type Step } from "../source/path.ts";
import type { Condition } from "../source/schema.ts";
import {
  asIdentifier,
  dataLiteral,
  docComment,
  lineComment,
  literal,
  member,
  milliseconds,
  propertyKey,
} from "./literals.ts";

/** What a file calls an imported name; asking also records that the name is needed. */
export type Use = (name: string) => string;

/** The helpers a template may call. They spell; none of them decides anything. */
export function templateHelpers(use: Use): Record<string, (...args: never[]) => string> {
  const value = (node: ValueNode) => spellValue(node, use);
  return {
    identifier: (name: unknown) => asIdentifier(name),
    literal,
    key: propertyKey,
    comment: (text: string) => lineComment(text),
    doc: (text: string) => docComment(text),
    names: (names: readonly (string | number)[]) => `[${names.map(literal).join(", ")}]`,
    milliseconds: (ms: number | string) => milliseconds(ms),
    use: (name: string) => use(name),
    type: (text: string) => spellType(text, use),
    data: dataLiteral,
    words: (text: string) => literal(text).slice(1, -1).replaceAll(/[`$]/g, "\\$&"),
    value,
    pieces: (list: readonly Piece[]) => spellPieces(list, use),
    path: (list: readonly Piece[]) => spellAddress(list, use),
    body: (node: BodyNode) => spellBody(node, use),
    condition: (record: string, test: Condition & { steps: Step[] }) => spellCondition(record, test),
  };
}

/** A type of the model. It may hold names, generics, unions and strings; names of other modules get their local name. */
function spellType(text: string, use: Use): string {
  if (!/^[\w$<>()|,.\s[\]"-]+$/.test(text)) throw new Error(`Not a type of the code model: ${text}`);
  return text.replaceAll(/[A-Za-z_$][\w$]*/g, (name) => (isImportedType(name) ? use(name) : name));
}

function spellCondition(record: string, test: Condition & { steps: Step[] }): string {
  const value = access(asIdentifier(record), test.steps);
  if ("is" in test) return `${value} ${test.is === "absent" ? "==" : "!="} null`;
  return `${value} === ${literal(test.equals)}`;
}

function spellValue(node: ValueNode, use: Use): string {
  asIdentifier(node.record);
  const values = node.choices.map((paths) => {
    const [first = "", ...others] = paths.map((path) => spellPath(path, node, use));
    return others.length === 0 ? first : `${use("joined")}(${[first, ...others].join(", ")})`;
  });
  const either = values.join(node.blankIsNone ? " || " : " ?? ");
  const value = node.choices.flat().some(isList) ? either : spellName(either, node, use);
  if (node.transform === "epoch-s") return `${use("epochOf")}(${value})`;
  if (node.transform === "epoch-ms") return `${use("epochOf")}(${value}, 1)`;
  if (node.transform === "datetime") return `${use("isoOf")}(${value})`;
  if (node.transform === "minor-units") return `${use("majorUnits")}(${value})`;
  if (node.transform === "split") return `${use("parted")}(${value})`;
  if (node.transform === "percent") return `${use("fractionOf")}(${value})`;
  if (node.transform === "https") return `${use("withHttps")}(${value})`;
  if (node.around)
    return `${use("within")}(${literal(node.around[0])}, ${value}, ${literal(node.around[1])})`;
  return node.list && !node.choices.flat().some(isList) ? `[${value}]` : value;
}

/** What an id is called in its directory. */
function spellName(id: string, { lookup }: ValueNode, use: Use): string {
  return lookup === undefined ? id : `${use("nameIn")}(names${member(lookup, false)}, ${id})`;
}

function spellPath(path: Step[], node: ValueNode, use: Use): string {
  const { record, transform } = node;
  const split = path.findIndex(isEvery);
  if (split === -1) return access(record, path);
  const list = access(record, path.slice(0, split));
  if (transform === "count") return `${list}?.length`;
  const items = `${use("each")}(${list}, (item) => ${spellName(access("item", path.slice(split + 1)), node, use)})`;
  return transform === "join" ? `${items}.join(", ")` : items;
}

const isList = (path: Step[]): boolean => path.some(isEvery);

function access(base: string, steps: readonly Step[]): string {
  return steps.reduce(
    (text, step, index) => ("name" in step ? text + member(step.name, index > 0) : `${text}?.[0]`),
    base,
  );
}
