import { isBoundedNow, sayDuration, sayEvery, startWithArticle, type ChangesUnit } from "../../src/kit.ts";

export const sinceWindow: ChangesUnit<"since-window"> = {
  id: "since-window",
  label: "Changed since, in no order of time",
  hint: "The API lists what changed since a time, but not in the order of the changes.",
  reads: ({ many }) => `One page of the ${many} that changed since a time, in no order of time.`,
  tail: "tails/since-window",
  leaves: (changes) => isBoundedNow(changes),
  getsPast: () => true,
  model: (_changes, plan, { names, shared }) => {
    const { schedule } = plan;
    return {
      ...shared,
      unit: "changes/since-window",
      key: names.keys.delta,
      schedule: schedule.delta,
      state: `ChangeScan<${shared.changedPosition}>`,
      lookback: String(schedule.lookbackMs),
      movingWhy: `${startWithArticle(plan.source.record.one)} that leaves the list meanwhile shifts the next page: the page before must still end where it did.`,
      why:
        `Incremental, ${sayEvery(schedule.delta)}: only what changed. The pages come in no order of time, so only at the end of a scan ` +
        `is it known that nothing was missed; the next one starts ${sayDuration(schedule.overlapMs)} behind the newest change of this one, ` +
        `and never at the worker's clock. The first one looks back ${sayDuration(schedule.lookbackMs)}.`,
    };
  },
};
