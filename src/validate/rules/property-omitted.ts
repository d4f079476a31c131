import type { Facts, PropertyFact } from "../facts/types.ts";
import { rowsOf, type Row } from "./kit/rows.ts";
import type { Fault, Rule } from "./rule.ts";

/** A row that leaves a property out, always or when there is nothing to write. */
export const propertyOmitted: Rule = {
  id: "property-omitted",
  severity: "error",
  hazards: ["H47"],
  title: "A property is left out of a row",
  check: (facts) => rowsOf(facts).flatMap((row) => checkRow(facts, row)),
};

const clear =
  "Write the property in every row, with `[]` where there is no value: `Due: task.due ? Builder.date(task.due) : []`.";

function checkRow(facts: Facts, row: Row): Fault[] {
  // A place has no empty value; it can only be left out.
  const wanted = [...(row.database?.properties?.values() ?? [])].filter(({ kind }) => kind !== "place");
  const optional = wanted.flatMap(({ name }): Fault[] => {
    const cell = row.cells.get(name);
    if (cell?.presence !== "maybe") return [];
    return [
      {
        at: cell.at,
        sync: row.sync,
        message: `"${name}" is left out of the row in some cases. Notion keeps what stood there, so a value that was emptied upstream stays in the row for ever.`,
        fix: clear,
      },
    ];
  });
  const absent = row.isWhole ? wanted.filter(({ name }) => !row.cells.has(name)) : [];
  return absent.length === 0 ? optional : [...optional, ...checkAbsent(facts, row, absent)];
}

function checkAbsent(facts: Facts, row: Row, absent: readonly PropertyFact[]): Fault[] {
  const others = rowsOf(facts).filter((other) => other !== row && other.database === row.database);
  const isUnsure = others.some((one) => !one.isWhole) || hasUnknownRows(facts, row);
  const unwritten = absent.filter(({ name }) => !others.some(({ cells }) => cells.has(name)));
  const names = (list: readonly PropertyFact[]): string => list.map(({ name }) => `"${name}"`).join(", ");
  if (unwritten.length > 0 && !isUnsure) {
    return [
      {
        at: row.object,
        sync: row.sync,
        message: `The schema has ${names(unwritten)}, and no row gives a value. The column stays empty, and nobody can fill it by hand, because a property of the schema belongs to the sync.`,
        fix: "Write the property, or take it out of the schema.",
      },
    ];
  }
  return [
    {
      at: row.object,
      sync: row.sync,
      severity: "info",
      message: `This row has no ${names(absent)}, which other rows of the database have. Notion keeps what stood there; is that what you want?`,
      fix: clear,
    },
  ];
}

/** Whether some sync writes rows that nobody could follow, and so perhaps this database's. */
function hasUnknownRows(facts: Facts, { database }: Row): boolean {
  const rows = rowsOf(facts);
  if (rows.some((one) => one.database === undefined)) return true;
  return facts.syncs.some(
    (sync) =>
      sync.execute.length === 0 ||
      (sync.database === database && !rows.some((one) => one.sync === sync && one.database === database)),
  );
}
