import { z } from "zod";
import { duration, emoji, text, type AuthFacts, type Facts } from "../source/schema.ts";
import { fieldSchema, type Field } from "./field-schema.ts";

const keyWords = "a name like acmeOrders (a small letter, then letters and digits; at most 49)";
const key = z.string(keyWords).regex(/^[a-z][A-Za-z0-9]{0,48}$/, keyWords);
const scheduleWords = "a schedule like 5m, 1h or 1d, or manual";
const schedule = z.string(scheduleWords).regex(/^([1-9]\d{0,4}[mhd]|manual)$/, scheduleWords);

/** A plan as a person or an agent writes it: everything but the name and the source has a default. */
export const planSchema = z.strictObject({
  plan: z.literal(1),
  name: key,
  /** Facts given here override those of the catalogue entry; together they must satisfy `factsSchema`. */
  source: z.looseObject({
    from: z
      .string()
      .regex(
        /^[a-z][a-z0-9_]{0,40}\.[a-z][a-z0-9_]{0,40}$/,
        "an id like github.issues (see: create-sync sources)",
      )
      .optional(),
    params: z.record(z.string().regex(/^[a-z][A-Za-z0-9]{0,40}$/, "a parameter name"), text).default({}),
    auth: z.looseObject({ kind: z.enum(["none", "bearer", "header", "basic", "oauth-code"]) }).optional(),
  }),
  architecture: z.enum(["replace", "backfill-delta"]).optional(),
  because: text.optional(),
  allowEmpty: z.boolean().optional(),
  schedule: z
    .strictObject({
      replace: schedule,
      delta: schedule,
      backfill: schedule,
      overlap: duration,
      lookback: duration,
    })
    .partial()
    .optional(),
  database: z.strictObject({ key, title: text, primaryKey: text, icon: emoji }).partial().optional(),
  pacer: key.optional(),
  fields: z.array(fieldSchema).min(2).max(100).optional(),
});

export type PlanInput = z.infer<typeof planSchema>;
export type Architecture = "replace" | "backfill-delta";

/** A complete plan: what the code model is made of. Durations are milliseconds, schedules as Notion writes them. */
export type Plan = {
  name: string;
  source: Facts & { from?: string; params: Record<string, string>; auth: AuthFacts };
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
