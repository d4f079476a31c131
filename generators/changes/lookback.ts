import { parseDuration, sayDuration, sayEvery, type ChangesUnit } from "../../src/kit.ts";

// Clocks may differ; what is this close to the end of the look back is taken for gone.
const slackMs = 3_600_000;

export const lookback: ChangesUnit<"lookback"> = {
  id: "lookback",
  label: "Everything since a time, in one answer",
  hint: "The API tells at once what changed since a time, up to so many days and records.",
  reads: ({ many }) => `All ${many} that changed since a time, as far as one answer tells.`,
  tail: "tails/lookback",
  limits: (changes, { source }) => ({
    most: String((parseDuration(changes.most) ?? 0) - slackMs),
    cap: changes.cap,
    span: sayDuration(parseDuration(changes.most) ?? 0),
    product: source.product,
  }),
  model: (changes, plan, { names, shared }) => {
    const { schedule, source } = plan;
    return {
      ...shared,
      unit: "changes/lookback",
      key: names.keys.delta,
      schedule: schedule.delta,
      state: `ChangeScan<${shared.changedPosition}>`,
      lookback: String(schedule.lookbackMs),
      why:
        `Incremental, ${sayEvery(schedule.delta)}: only what changed, asked for ${sayDuration(schedule.overlapMs)} behind the newest change ` +
        `ever seen, never at the worker's clock. An answer may hold ${changes.cap} ${source.record.many}, so it is handed in part by part; ` +
        `each part asks again and goes on behind the last one. Where ${source.product} cannot tell everything, the run fails once ` +
        `and says so: what is missing comes with the backfill.`,
    };
  },
};
