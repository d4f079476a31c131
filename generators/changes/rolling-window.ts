import { parseDuration, sayEvery, saySpan, startWithArticle, type ChangesUnit } from "../../src/kit.ts";

// Clocks may differ, and a record at the edge must not fall between two runs.
const slackMs = 86_400_000;

export const rollingWindow: ChangesUnit<"rolling-window"> = {
  id: "rolling-window",
  label: "A span of time around now",
  hint: "The API does not say what changed; what is recent or soon is read again each time.",
  reads: ({ many }) => `One page of the ${many} of a span of time, changed or not.`,
  tail: "tails/rolling-window",
  getsPast: () => true,
  span: (changes) => ({
    back: String((parseDuration(changes.back) ?? 0) + slackMs),
    ahead: String((parseDuration(changes.ahead ?? "") ?? 0) + (changes.future ? slackMs : 0)),
  }),
  model: (changes, plan, { names, shared }) => ({
    ...shared,
    unit: "changes/rolling-window",
    key: names.keys.delta,
    schedule: plan.schedule.delta,
    state: `ChangeScan<${shared.changedPosition}>`,
    movingWhy: `${startWithArticle(plan.source.record.one)} that leaves the list meanwhile shifts the next page: the page before must still end where it did.`,
    why:
      `Incremental, ${sayEvery(plan.schedule.delta)}: ${plan.source.product} does not say what changed, so all ${plan.source.record.many} of ` +
      `${saySpan(changes.back, changes.ahead)} are read each time, with a day to spare for clocks that differ. ` +
      `What changes outside of it comes with the backfill.`,
  }),
};
