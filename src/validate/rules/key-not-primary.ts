import { ts } from "ts-morph";
import { stepFrom } from "../code/step.ts";
import { bare } from "../code/syntax.ts";
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

/** Whether the two are seen to differ without a look into helpers, which are called with many fields. */
function differAsWritten(row: Row, key: ts.Node, values: readonly ts.Node[]): boolean {
  const mine = writtenFields(row, key);
  const [value, ...more] = values;
  const theirs = value && more.length === 0 ? writtenFields(row, value) : undefined;
  return mine !== undefined && theirs !== undefined && !shareField(mine, theirs);
}

/** The fields an expression names itself; undefined where it names none, or something else as well. */
function writtenFields(row: Row, start: ts.Node): Set<string> | undefined {
  const found = new Set<string>();
  const seen = new Set<ts.Node>();
  const see = (given: ts.Node): boolean => {
    const node = ts.isExpression(given) ? bare(given) : given;
    if (ts.isLiteralExpression(node)) return true;
    if (ts.isIdentifier(node)) {
      const given = seen.has(node) ? [] : stepFrom(row.sync.flow, node).filter((each) => each !== node);
      seen.add(node);
      return given.length > 0 && given.every(see);
    }
    if (isRawField(node)) return found.add(fieldPath(node).join(".")).size > 0 && !isBuilt(row, node);
    if (ts.isCallExpression(node)) {
      const callee = bare(node.expression);
      const isMethod = ts.isPropertyAccessExpression(callee) && !builderOf(row.sync, node);
      return (isMethod ? [callee.expression, ...node.arguments] : [...node.arguments]).every(see);
    }
    if (ts.isTemplateExpression(node)) return node.templateSpans.every(({ expression }) => see(expression));
    if (ts.isConditionalExpression(node)) return see(node.whenTrue) && see(node.whenFalse);
    if (ts.isArrayLiteralExpression(node)) return node.elements.every(see);
    if (ts.isBinaryExpression(node)) return see(node.left) && see(node.right);
    return false;
  };
  return see(start) && found.size > 0 ? found : undefined;
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

/** Of two names of different length one may be the rest of the other, begun at another variable. */
function isSameField(one: string, other: string): boolean {
  return one === other || one.endsWith(`.${other}`) || other.endsWith(`.${one}`);
}
