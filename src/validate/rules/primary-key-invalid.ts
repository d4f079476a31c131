import type { Flow } from "../code/flow.ts";
import type { DatabaseFacts } from "../facts/types.ts";
import type { Fault, Rule } from "./rule.ts";

/** A primary key that is no property, or one that holds no text. */
export const primaryKeyInvalid: Rule = {
  id: "primary-key-invalid",
  severity: "error",
  hazards: ["SDK", "H45"],
  title: "The primary key is no text property of the schema",
  check: ({ flow, databases }) => databases.flatMap((database) => checkDatabase(flow, database)),
};

const texts = new Set(["title", "richText", "url", "email", "phoneNumber"]);

function checkDatabase(flow: Flow, { config, primaryKey, properties }: DatabaseFacts): Fault[] {
  const [at] = config ? flow.members(config, "primaryKeyProperty") : [];
  if (!at || primaryKey === undefined || !properties) return [];
  const property = properties.get(primaryKey);
  if (!property) {
    return [
      {
        at,
        message: `The schema has no property "${primaryKey}". Notion finds a row again by the value of this property, so no row would ever be found.`,
        fix: `Add \`${JSON.stringify(primaryKey)}: Schema.richText()\` to the schema, or name the property that holds the id.`,
      },
    ];
  }
  if (property.kind === undefined || texts.has(property.kind)) return [];
  return [
    {
      at: property.node,
      message: `The primary key "${primaryKey}" is a ${property.kind}, and keys are texts. The row's key and what stands in the property are then never the same, and rows are written twice or not found.`,
      fix: "Make it `Schema.richText()`, and write `Builder.richText(String(id))`.",
    },
  ];
}
