import { sayDuration, sayEvery, type ChangesUnit } from "../../src/kit.ts";

export const sinceSorted: ChangesUnit<"since-sorted"> = {
  id: "since-sorted",
  label: "Changed since, oldest first",
  hint: "The API lists what changed since a time, in the order of the changes.",
  reads: ({ many }) => `One page of the ${many} that changed since a time, oldest change first.`,
  tail: "tails/since-sorted",
  model: (_changes, plan, { names, shared }) => ({
    ...shared,
    unit: "changes/since-sorted",
    key: names.keys.delta,
    schedule: plan.schedule.delta,
    state: `Delta<${shared.changedPosition}>`,
    lookback: String(plan.schedule.lookbackMs),
    why:
      `Incremental, ${sayEvery(plan.schedule.delta)}: only what changed. A cycle starts ${sayDuration(plan.schedule.overlapMs)} behind ` +
      `the newest change ever seen, never at the worker's clock, so a change that shows up late is still read. ` +
      `The first one looks back ${sayDuration(plan.schedule.lookbackMs)}.`,
  }),
};
