import { z } from "zod";
import { envelopePath, valuePath } from "./atoms.ts";
import { lookupName } from "./lookup-schema.ts";
import { cursor, relay } from "./page-schema.ts";
import { requestSchema } from "./request-schema.ts";

/** A list inside of a record that holds only the first of its items; the others are asked for by the record's `$id`. */
export const childSchema = z
  .strictObject({
    list: valuePath.describe("Where the list is in a record, like labels.nodes."),
    more: valuePath.describe("What is true, or there at all, in a record whose list goes on."),
    holds: z.int().min(1).max(1000).describe("How many items a record holds at most."),
    request: requestSchema,
    records: envelopePath,
    page: z.discriminatedUnion("kind", [cursor, relay]),
    most: z.int().min(1).max(5000).describe("More items than this are an error.").default(500),
  })
  .describe("A list inside of a record, with pages of its own.");

const mostChildren = 4;

export const childrenSchema = z
  .record(lookupName, childSchema)
  .refine((children) => Object.keys(children).length <= mostChildren, `at most ${mostChildren} lists`);

export type ChildFacts = z.infer<typeof childSchema>;
