import type { Cause } from "./cause.ts";
import { odditySigns } from "./kit/pages.ts";
import { runOf, simulateOf, validateOf, weigh } from "./kit/weigh.ts";

/** Builder.dateTime keeps hours and minutes and drops the offset, so a time without a zone shifts. */
export const dateZone: Cause = {
  id: "date-zone",
  title: "Times are written without their zone, and shift",
  look: (evidence) =>
    weigh(evidence, {
      signs: odditySigns(evidence, ["date-zone", "no-time-zone", "time-without-zone"]),
      signWeight: 84,
      rules: ["datetime-zone"],
      ruleWeight: 56,
      fix: 'Builder.dateTime(new Date(value).toISOString(), "UTC")',
      proof: [validateOf("datetime-zone"), simulateOf(evidence, "zone-offset"), runOf(evidence)],
      blind: ["Which zone the API's times are in."],
    }),
};
