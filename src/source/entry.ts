import { z } from "zod";
import { fieldSchema } from "./field-schema.ts";
import { authSchema, duration, emoji, factsShape, text } from "./schema.ts";

/** Something a source must be told: a tenant, a repository, a filter. `match` is a whole-value regular expression. */
export const paramSchema = z.strictObject({
  label: text,
  hint: text.optional(),
  match: z.string().max(300),
  example: text,
  default: text.optional(),
});

/** How sure a fact is, and where it was looked up. */
const checkedSchema = z.strictObject({
  grade: z.enum(["verified", "documented", "inferred"]),
  source: z.string().min(1).max(500),
});

const idForm = /^[a-z][a-z0-9_]{0,40}\.[a-z][a-z0-9_]{0,40}$/;

/** One file of generators/sources: everything we know about one resource. The file's name is its id. */
export const entrySchema = z.strictObject({
  id: z.string().regex(idForm),
  title: text,
  summary: z.string().min(1).max(400),
  keywords: z.array(text).default([]),
  docs: z.url().optional(),
  params: z.record(z.string(), paramSchema).default({}),
  /** Ways to sign in, preferred first. */
  auth: z.array(authSchema).min(1),
  database: z.strictObject({ title: text, primaryKey: text, icon: emoji.optional() }),
  schedule: z
    .strictObject({ replace: duration, delta: duration, backfill: z.string(), overlap: duration })
    .partial()
    .default({}),
  fields: z.array(fieldSchema).min(2),
  /** Which properties hold keys of rows of another source, or of this one: name → id. */
  relations: z.record(text, z.string().regex(idForm)).default({}),
  /** One answer of the list in its exact envelope; shown in `sources show`, used by the generated test. */
  sample: z.unknown(),
  /** Fact path (`changes.lag`) → where it was checked. */
  checked: z.record(z.string(), checkedSchema),
  /** What a user of this resource must know: traps, limits, what cannot be seen. One sentence each. */
  notes: z.array(z.string().max(300)).default([]),
  ...factsShape,
});

export type SourceEntry = z.infer<typeof entrySchema>;
export type SourceParam = z.infer<typeof paramSchema>;
