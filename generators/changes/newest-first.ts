import { sayDuration, sayEvery, startWithArticle, type ChangesUnit } from "../../src/kit.ts";

export const newestFirst: ChangesUnit<"newest-first"> = {
  id: "newest-first",
  label: "Newest change first",
  hint: "The API cannot be asked since when, but lists what changed last at the top.",
  reads: ({ many }) => `One page of the ${many}, newest change first.`,
  tail: "tails/newest-first",
  leaves: () => true,
  model: (_changes, plan, { names, shared }) => {
    const { schedule } = plan;
    return {
      ...shared,
      unit: "changes/newest-first",
      key: names.keys.delta,
      schedule: schedule.delta,
      state: `ChangeScan<${shared.changedPosition}>`,
      lookback: String(schedule.lookbackMs),
      movingWhy: `${startWithArticle(plan.source.record.one)} that is deleted meanwhile shifts the next page: the page before must still end where it did.`,
      why:
        `Incremental, ${sayEvery(schedule.delta)}: from the newest change down to ${sayDuration(schedule.overlapMs)} behind where the last scan ` +
        `began. What changes meanwhile jumps to the top, where the next scan finds it: it goes down to the start of this one. ` +
        `The first one looks back ${sayDuration(schedule.lookbackMs)}.`,
    };
  },
};
