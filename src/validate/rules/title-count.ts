import type { DatabaseFacts } from "../facts/types.ts";
import type { Fault, Rule } from "./rule.ts";

/** A schema without a title, or with several. */
export const titleCount: Rule = {
  id: "title-count",
  severity: "error",
  hazards: ["SDK"],
  title: "A database has exactly one title",
  check: ({ databases }) => databases.flatMap(checkDatabase),
};

function checkDatabase({ properties, schema }: DatabaseFacts): Fault[] {
  if (!properties || !schema) return [];
  const all = [...properties.values()];
  const titles = all.filter(({ kind }) => kind === "title");
  const isSure = all.every(({ kind }) => kind !== undefined);
  if (titles.length === 0 && isSure) {
    return [
      {
        at: schema,
        message:
          "No property of this schema is the title. Every database of Notion has one; the SDK takes the schema unread, and Notion refuses it when the worker is deployed.",
        fix: "Make the property that names a row `Schema.title()`.",
      },
    ];
  }
  return titles.slice(1).map(({ node, name }) => ({
    at: node,
    message: `"${name}" is a second title. A database of Notion has one; the SDK takes the schema unread, and Notion refuses it when the worker is deployed.`,
    fix: "Keep one `Schema.title()`, and make the others `Schema.richText()`.",
  }));
}
