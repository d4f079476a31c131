import { withValue } from "./faults.ts";
import type { Plan } from "../../../plan/schema.ts";
import type { DataRecord } from "../../../world/types.ts";

/** How the keys of records begin that no world knows: digits, so that numbers do as ids too. */
const strangeKey = "990000";

/** A copy of a record under a strange id. */
export function stranger({ source }: Plan, record: DataRecord): DataRecord {
  const digits = JSON.stringify(record).length;
  return withValue(record, source.list.id, Number(`${strangeKey}${digits}`));
}

/** A copy of a record under a strange id, of the kind that the plan's `where` leaves out. */
export function foreign(plan: Plan, record: DataRecord): DataRecord {
  const { where } = plan.source;
  const copy = stranger(plan, record);
  if (where === undefined) return copy;
  if ("equals" in where) return withValue(copy, where.field, `not ${where.equals}`);
  return withValue(copy, where.field, where.is === "absent" ? { note: "another kind" } : undefined);
}
