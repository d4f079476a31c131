import { ts } from "ts-morph";
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
  if ([...mine].some((field) => [...theirs].some((other) => isSameField(field, other)))) return [];
  return [
    {
      at: cell.at,
      sync: row.sync,
      message: `The key is made from \`${[...mine].join("`, `")}\`, and "${primaryKey}" from \`${[...theirs].join("`, `")}\`. Notion finds a row by what stands in this property, so the next cycle does not find the row it wrote.`,
      fix: "Make both from one field by one expression: `const id = String(record.id)`.",
    },
  ];
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
