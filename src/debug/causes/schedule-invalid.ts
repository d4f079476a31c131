import type { Cause } from "./cause.ts";
import { validateOf, weigh } from "./kit/weigh.ts";

/** The SDK reads schedules when the worker loads; one it does not know keeps all syncs from loading. */
export const scheduleInvalid: Cause = {
  id: "schedule-invalid",
  title: "A schedule is none the SDK knows, so nothing of this worker loads",
  look: (evidence) =>
    weigh(evidence, {
      heard: /Invalid schedule format|Schedule interval must be|schedule\.match is not a function/,
      weight: 99,
      isProven: true,
      rules: ["schedule-invalid"],
      ruleWeight: 70,
      fix: 'Write "1m" to "7d" in whole minutes, hours or days, or "manual" or "continuous"',
      proof: [validateOf("schedule-invalid"), "create-sync inspect"],
    }),
};
