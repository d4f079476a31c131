import { rowsOf } from "./kit/rows.ts";
import type { Fault, Rule } from "./rule.ts";

/** A row that gives a property the schema does not have. */
export const propertyUndeclared: Rule = {
  id: "property-undeclared",
  severity: "error",
  hazards: ["SDK"],
  title: "A row has a property that the schema does not have",
  check: (facts) =>
    rowsOf(facts).flatMap(({ sync, cells, database }) => {
      const { properties } = database ?? {};
      if (!properties) return [];
      const foreign = [...cells.values()].filter(({ name }) => !properties.has(name));
      return foreign.map(({ name, at }): Fault => ({
        at,
        sync,
        message: `The schema of ${database?.key ?? "the database"} has no property "${name}". Neither the compiler nor the SDK notices; the value arrives nowhere, or Notion refuses the page of changes.`,
        fix: `Write it as the schema has it (${[...properties.keys()].map((each) => `"${each}"`).join(", ")}), or add it there.`,
      }));
    }),
};
