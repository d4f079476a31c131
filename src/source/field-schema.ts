import { z } from "zod";
import { form } from "./atoms.ts";
import { choicesSchema } from "./choices.ts";
import { lookupName } from "./lookup-schema.ts";
import { recordPath, text } from "./schema.ts";

/** Kinds of Notion properties we can write; each is a row of generators/properties.ts. */
export const propertyTypes = [
  "title",
  "richText",
  "url",
  "email",
  "phoneNumber",
  "checkbox",
  "number",
  "date",
  "dateTime",
  "select",
  "multiSelect",
  "relation",
] as const;

/**
 * Named changes of a value on its way: `count` of an array, `join` of its texts, `split` of a text at its semicolons,
 * seconds or milliseconds since 1970 to an instant, hundredths to whole units of money, `percent` (90) to the fraction
 * that Notion keeps for it (0.9), and `https` before an address without a scheme.
 */
export const transforms = [
  "count",
  "join",
  "split",
  "epoch-s",
  "epoch-ms",
  "minor-units",
  "percent",
  "https",
] as const;

const optionName = text
  .max(100, "text of at most 100 characters")
  .refine((name) => !name.includes(","), "text without a comma (Notion splits values there)");

const fieldShape = {
  name: text.describe("What people see above the column."),
  type: z.enum(propertyTypes),
  from: choicesSchema(
    recordPath,
    "a path like user.login, labels[].name or items[0].name, or a list of up to 5 of them; a list among these is joined by blanks",
  ),
  empty: text.describe("The title of a record without one.").optional(),
  transform: z.enum(transforms).optional(),
  lookup: lookupName
    .describe("The value is an id; what is shown is what it is called in this one of source.lookups.")
    .optional(),
  template: text
    .refine((value) => value.split("$value").length === 2, "text that holds $value once")
    .describe("An address around the value: https://acme.example/orders/$value")
    .optional(),
  to: form("the key of a database in the worker, like salesforceAccount", 100, /^[A-Za-z][\w-]*$/)
    .describe("Of a relation: the database whose rows have these values as keys.")
    .optional(),
  format: z
    .enum([
      "number",
      "number_with_commas",
      "percent",
      "dollar",
      "euro",
      "pound",
      "yen",
      "rupee",
      "won",
      "yuan",
    ])
    .optional(),
  options: z.array(optionName).min(1).max(100).optional(),
  labels: z
    .record(text, optionName)
    .describe("Raw value → option name; values that are not listed are shown as they come.")
    .optional(),
  open: z.boolean().describe("The source can bring values that are not listed.").optional(),
};

// Only for what is no mapping: unknown names in one have their own words.
const noField = ({ code }: { code?: string }): string | undefined =>
  code === "invalid_type" ? "a property like { name: Status, type: richText, from: status }" : undefined;

/** One property: what people see, and where its value is in a record (the first path that has one). */
export const fieldSchema = z.strictObject(fieldShape, { error: noField });

export type Field = z.infer<typeof fieldSchema>;
export type PropertyType = (typeof propertyTypes)[number];
