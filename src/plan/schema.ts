import { z } from "zod";
import { line, paramName } from "../source/atoms.ts";
import { duration, emoji, text, type AuthFacts, type Facts } from "../source/schema.ts";
import { fieldSchema, type Field } from "../source/field-schema.ts";

const keyWords = "a name like acmeOrders (a small letter, then letters and digits; at most 49)";
const key = z.string(keyWords).regex(/^[a-z][A-Za-z0-9]{0,48}$/, keyWords);
const scheduleWords = "a schedule like 5m, 1h or 1d, or manual";
const schedule = z.string(scheduleWords).regex(/^([1-9]\d{0,4}[mhd]|manual)$/, scheduleWords);
const idWords = "an id like github.issues (see: create-sync sources)";
// Several values may stand in one text, with commas.
const paramText = line(8000);
const sourceWords = "a mapping like { from: github.issues, params: { repository: octo-org/app } }";

/** Facts beside these override those of the catalogue entry; together they must satisfy `factsSchema`. */
const sourceSchema = z.looseObject(
  {
    from: z
      .string(idWords)
      .regex(/^[a-z][a-z0-9_]{0,40}\.[a-z][a-z0-9_]{0,40}$/, idWords)
      .describe("A source of the catalogue.")
      .optional(),
    params: z
      .record(
        z.string().regex(paramName, "a parameter name"),
        z.union([paramText, z.array(text).min(1)], "a text, or a list of texts"),
      )
      .describe(
        "What the source must be told: values for {placeholders}; a list where the source is read in partitions.",
      )
      .default({}),
    auth: z.looseObject({ kind: z.enum(["none", "bearer", "header", "basic", "oauth-code"]) }).optional(),
  },
  sourceWords,
);

const scheduleSchema = z.strictObject({
  replace: schedule.describe("How often everything is read (architecture: replace)."),
  delta: schedule.describe("How often the changes are read."),
  backfill: schedule.describe("How often everything is read beside the delta."),
  overlap: duration.describe("How far each delta goes back behind the newest change it has seen."),
  lookback: duration.describe("How far the very first delta goes back."),
});

const databaseSchema = z.strictObject({
  key: key.describe("The database's key in the worker."),
  title: text.describe("What people see above the table."),
  primaryKey: text.describe("The richText property that holds a record's id."),
  icon: emoji,
});

/** A plan as a person or an agent writes it: everything but the name and the source has a default. */
export const planSchema = z.strictObject({
  plan: z.literal(1).describe("The version of this format."),
  name: key.describe("Every key in the worker is derived from it."),
  source: sourceSchema.describe("What the API can do."),
  architecture: z
    .enum(["replace", "backfill-delta"])
    .describe("replace reads everything each time; backfill-delta reads what changed.")
    .optional(),
  because: text.describe("Why a recommendation was not taken.").optional(),
  allowEmpty: z.boolean().describe("Whether a source without any record is believed.").optional(),
  schedule: scheduleSchema.partial().optional(),
  database: databaseSchema.partial().optional(),
  pacer: key.describe("The key of the pacer that all syncs of this API share.").optional(),
  fields: z
    .array(fieldSchema)
    .min(2)
    .max(100)
    .describe("The properties, in the order people should see them.")
    .optional(),
});

export type PlanInput = z.infer<typeof planSchema>;
export type Architecture = "replace" | "backfill-delta";

/** A complete plan: what the code model is made of. Durations are milliseconds, schedules as Notion writes them. */
export type Plan = {
  name: string;
  source: Facts & { from?: string; params: Record<string, string>; auth: AuthFacts } & {
    /** The values of the parameter that the source is read by, one after the other; only where there are several. */
    partitions?: readonly string[];
  };
  architecture: Architecture;
  /** Why the recommendation was not taken. */
  because?: string;
  allowEmpty: boolean;
  schedule: { replace: string; delta: string; backfill: string; overlapMs: number; lookbackMs: number };
  database: { key: string; title: string; primaryKey: string; icon?: string };
  pacer: string;
  fields: Field[];
};

/** A plan with the reason for each value that was filled in, by field path (`schedule.overlap`). */
export type CompletePlan = { plan: Plan; reasons: ReadonlyMap<string, string> };
