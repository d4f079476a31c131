import { ts } from "ts-morph";
import { stepFrom } from "../code/step.ts";
import { bare, returnsOf } from "../code/syntax.ts";
import { builderOf } from "./kit/builders.ts";
import { isRawField, fieldPath } from "./kit/records.ts";
import { rowsOf, type Row } from "./kit/rows.ts";
import type { Fault, Rule } from "./rule.ts";

/** A row whose key is made from another field than what stands in the property of the primary key. */
export const keyNotPrimary: Rule = {
  id: "key-not-primary",
  severity: "error",
  hazards: ["H31", "H45"],
  title: "The key and the primary key's property differ",
  check: (facts) => rowsOf(facts).flatMap(checkRow),
};

function checkRow(row: Row): Fault[] {
  const { primaryKey } = row.database ?? {};
  const cell = primaryKey === undefined ? undefined : row.cells.get(primaryKey);
  const { key } = row.upsert;
  if (!cell || !key) return [];
  const [mine, theirs] = [fieldsOf(row, [key]), fieldsOf(row, cell.values)];
  if (mine.size === 0 || theirs.size === 0) return [];
  // Only what has no field in common is sure: a helper may see the whole record, or put several fields together.
  if (shareField(mine, theirs) && !differAsWritten(row, key, cell.values)) return [];
  return [
    {
      at: cell.at,
      sync: row.sync,
      message: `The key is made from \`${[...mine].join("`, `")}\`, and "${primaryKey}" from \`${[...theirs].join("`, `")}\`. Notion finds a row by what stands in this property, so the next cycle does not find the row it wrote.`,
      fix: "Make both from one field by one expression: `const id = String(record.id)`.",
    },
  ];
}

const shareField = (some: ReadonlySet<string>, others: ReadonlySet<string>): boolean =>
  [...some].some((field) => [...others].some((other) => isSameField(field, other)));

/**
 * Whether the two are seen to differ without a look into helpers, which are called with many fields. Where the key is
 * one of several values, `uuid ?? id`, each of them has to stand in the property at times.
 */
function differAsWritten(row: Row, key: ts.Node, values: readonly ts.Node[]): boolean {
  const [value, ...more] = values;
  const theirs = value && more.length === 0 ? writtenFields(row, value) : undefined;
  if (!theirs) return false;
  return alternativesOf(row, key).some((each) => {
    const mine = writtenFields(row, each);
    return mine !== undefined && !shareField(mine, theirs);
  });
}

/** The values among which an expression chooses: `a` and `b` of `String(a ?? b)`. */
function alternativesOf(row: Row, given: ts.Node, levels = 8): readonly ts.Node[] {
  const node = ts.isExpression(given) ? bare(given) : given;
  const [argument] = ts.isCallExpression(node) ? node.arguments : [];
  const isString = argument && ts.isCallExpression(node) && node.expression.getText() === "String";
  const inner = isString ? [argument] : ts.isCallExpression(node) ? [] : stepFrom(row.sync.flow, node);
  const next = levels > 0 ? inner.filter((each) => each !== node && each !== given) : [];
  return next.length === 0 ? [node] : next.flatMap((each) => alternativesOf(row, each, levels - 1));
}

/** The fields an expression names itself; undefined where it names none, or something else as well. */
function writtenFields(row: Row, start: ts.Node): ReadonlySet<string> | undefined {
  const found = namedFields({ row, seen: new Set() }, start);
  return found && found.size > 0 ? found : undefined;
}

type Reading = { row: Row; seen: ReadonlySet<ts.Node> };

function namedFields(reading: Reading, given: ts.Node): ReadonlySet<string> | undefined {
  const node = ts.isExpression(given) ? bare(given) : given;
  const { row, seen } = reading;
  if (ts.isLiteralExpression(node)) return new Set();
  if (seen.has(node) || seen.size > mostSteps) return undefined;
  const inner = { row, seen: new Set([...seen, node]) };
  const all = (nodes: readonly ts.Node[]): ReadonlySet<string> | undefined => allNamed(inner, nodes);
  if (ts.isIdentifier(node)) {
    const values = stepFrom(row.sync.flow, node).filter((each) => each !== node);
    return values.length > 0 ? all(values) : undefined;
  }
  if (isRawField(node)) return isBuilt(row, node) ? undefined : new Set([fieldPath(node).join(".")]);
  if (ts.isCallExpression(node)) {
    const callee = bare(node.expression);
    const helpers = row.sync.flow.functions(callee);
    const isMethod =
      ts.isPropertyAccessExpression(callee) && helpers.length === 0 && !builderOf(row.sync, node);
    const named = all(isMethod ? [callee.expression, ...node.arguments] : [...node.arguments]);
    // A helper that is given the whole record names the field itself.
    return named ?? (helpers.length > 0 ? all(helpers.flatMap(returnsOf)) : undefined);
  }
  if (ts.isTemplateExpression(node)) return all(node.templateSpans.map(({ expression }) => expression));
  if (ts.isConditionalExpression(node)) return all([node.whenTrue, node.whenFalse]);
  if (ts.isArrayLiteralExpression(node)) return all(node.elements);
  return ts.isBinaryExpression(node) ? all([node.left, node.right]) : undefined;
}

const mostSteps = 40;

function allNamed(reading: Reading, nodes: readonly ts.Node[]): ReadonlySet<string> | undefined {
  const each = nodes.map((node) => namedFields(reading, node));
  return each.includes(undefined) ? undefined : new Set(each.flatMap((fields) => [...(fields ?? [])]));
}

/** Whether a field holds what the project put there: then its name says nothing of where it comes from. */
function isBuilt({ sync }: Row, field: ts.Node): boolean {
  return !sync.flow.origins(field).includes(field);
}

function fieldsOf({ sync }: Row, nodes: readonly ts.Node[]): Set<string> {
  const { flow } = sync;
  const isField = (node: ts.Node): boolean => isRawField(node) && flow.origins(node).includes(node);
  const feeds = nodes.flatMap((node) => [...flow.feeds(node, isField)]);
  return new Set(
    feeds
      .filter(isField)
      .filter(isNoMethod)
      .map((node) => fieldPath(node).join(".")),
  );
}

/** `id.toString` in `id.toString()` is no field. */
function isNoMethod(node: ts.Node): boolean {
  return !(ts.isCallExpression(node.parent) && node.parent.expression === node) && !isEnvironment(node);
}

function isEnvironment(node: ts.Node): boolean {
  return node.getText().startsWith("process.");
}

/** Of two names of different length one may be the rest of the other, begun at another variable, or what holds it. */
function isSameField(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  return one === other || long.endsWith(`.${short}`) || long.startsWith(`${short}.`);
}
