import { sayEvery, type ArchitectureUnit, type SharedSyncParts } from "../../src/kit.ts";

/** The type of what the tail begins at, where it is not a time alone. */
const boundsOf = ({ changed, bounded, aheadWhy, changedPosition }: SharedSyncParts): string => {
  if (aheadWhy !== undefined) return `, SinceEvents<${changedPosition}>`;
  return changed?.token ? ", SinceToken" : bounded ? ", TimeSpan" : "";
};

export const backfillDelta: ArchitectureUnit = {
  id: "backfill-delta",
  label: "Backfill and delta: a full walk now and then, changes all the time",
  hint: "Fresh within minutes at a few requests; the full walk loads everything first and cleans up later.",
  fits: (source) =>
    source.changes.kind === "none"
      ? { ok: false, because: `${source.product} cannot tell what changed since a time` }
      : { ok: true },
  model: (plan, names, shared) => ({
    ...shared,
    unit: "architecture/backfill-delta",
    key: names.keys.backfill,
    schedule: plan.schedule.backfill,
    state: `Walk<${shared.listPosition}, ${shared.changedPosition}${boundsOf(shared)}>`,
    why:
      `Replace, ${sayEvery(plan.schedule.backfill)}: the full walk that loads every ${plan.source.record.one} and, when it ends, ` +
      `lets Notion remove the rows it did not see. A walk that looks partial refuses to end. ${shared.deletesWhy}`,
  }),
};
