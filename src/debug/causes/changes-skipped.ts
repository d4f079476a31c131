import type { Cause } from "./cause.ts";
import { simulateOf, validateOf, weigh } from "./kit/weigh.ts";

const rules = [
  "cursor-from-clock",
  "cursor-no-overlap",
  "buffer-only-when-done",
  "short-page-ends",
  "single-page",
  "events-unreversed",
  "swallowed-record",
  "error-swallowed",
  "catch-returns-empty",
  "max-of-nothing",
  "time-as-text",
  "delta-after-backfill",
] as const;

/** Records that the sync passes by for good: its position moves on before they show, or a page is taken for the last. */
export const changesSkipped: Cause = {
  id: "changes-skipped",
  title: "The sync goes past records that it never comes back to",
  look: (evidence) => {
    if (evidence.symptom !== "missing" && evidence.symptom !== "stale") return undefined;
    return weigh(evidence, {
      rules,
      ruleWeight: 54,
      fix: "Start each cycle an overlap behind the newest change seen, take that time from the API's records and not from the clock, and end only where the API says so",
      proof: [
        validateOf("cursor-no-overlap"),
        simulateOf(evidence, "late-to-show"),
        simulateOf(evidence, "short-page"),
      ],
      blind: ["How late the API shows a change."],
    });
  },
};
