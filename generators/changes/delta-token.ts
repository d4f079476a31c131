import { sayDuration, sayEvery, type ChangesUnit } from "../../src/kit.ts";

export const deltaToken: ChangesUnit<"delta-token"> = {
  id: "delta-token",
  label: "Since a token",
  hint: "The API gives a token, and later tells what changed after it, with a new token at the end.",
  reads: ({ many }) => `One page of the ${many} that changed since a token; the last one has the next token.`,
  tail: "tails/delta-token",
  model: (_changes, plan, { names, shared }) => {
    const { schedule, source } = plan;
    return {
      ...shared,
      unit: "changes/delta-token",
      key: names.keys.delta,
      schedule: schedule.delta,
      state: `ChangeToken<${shared.changedPosition}, ${shared.listPosition}>`,
      why:
        `Incremental, ${sayEvery(schedule.delta)}: only what changed since a token that ${source.product} gave. A cycle starts at a token ` +
        `at least ${sayDuration(schedule.overlapMs)} older than the newest, so what a sweep took by mistake is read again. ` +
        `The first cycle, and one whose token is no longer valid, lists everything.`,
    };
  },
};
