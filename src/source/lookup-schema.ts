import { z } from "zod";
import { envelopePath, form, valuePath } from "./atoms.ts";
import { choicesSchema } from "./choices.ts";
import { cursor, linkHeader, nextUrl, numbered, offset, relay, single } from "./page-schema.ts";
import { requestSchema } from "./request-schema.ts";

/** The name of a directory, which becomes one in code too. */
export const lookupName = form(
  "a name like owners (a small letter, then letters and digits; at most 31)",
  31,
  (name) => /^[a-z][A-Za-z0-9]*$/.test(name) && !(name in Object.prototype),
);

const lookupPageSchema = z.discriminatedUnion("kind", [
  single,
  cursor,
  nextUrl,
  linkHeader,
  numbered,
  offset,
  relay,
]);

/** A list of the API that says what the ids in records are called: its users, stages, pipelines. */
export const lookupSchema = z
  .strictObject({
    request: requestSchema,
    records: envelopePath,
    inside: valuePath
      .describe(
        "Where the entries are, if not in the list itself but in its elements: the stages of each pipeline.",
      )
      .optional(),
    page: lookupPageSchema.default({ kind: "single" }),
    id: valuePath.describe("Where an entry has the id that records hold."),
    value: choicesSchema(
      valuePath,
      "a path like name, or a list of up to 5; a list among them is joined by blanks",
    ).describe("Where an entry has its name."),
    most: z
      .int()
      .min(1)
      .max(20_000)
      .describe("More entries than this are an error: a directory that is cut would show ids for names.")
      .default(2000),
  })
  .refine(({ inside, page }) => inside === undefined || page.kind === "single", {
    message: "a list in one answer (page: { kind: single }), where its elements hold the entries",
    path: ["inside"],
  })
  .describe("What ids are called.");

const mostLookups = 4;

export const lookupsSchema = z
  .record(lookupName, lookupSchema)
  .refine((lookups) => Object.keys(lookups).length <= mostLookups, `at most ${mostLookups} directories`);

export type LookupFacts = z.infer<typeof lookupSchema>;
