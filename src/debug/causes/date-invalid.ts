import type { Cause } from "./cause.ts";
import { readsState } from "./kit/code.ts";
import { odditySigns } from "./kit/pages.ts";
import { runOf, simulateOf, validateOf, weigh } from "./kit/weigh.ts";

const words =
  /\bInvalid time value\b|\bInvalid date(?: format)?\b|\bInvalid ISO 8601\b|\bExpected YYYY-MM-DD\b|\b(?:not|no|bad|malformed|unparse?able) (?:a )?(?:valid )?(?:date|timestamp)\b|\b(?:parse|read) (?:the )?(?:date|time|timestamp)\b|\b(?:date|timestamp)\b[^.;]{0,30}\b(?:invalid|out of range|unparse?able|cannot be parsed)\b/i;

/** A date that is none makes toISOString() and Builder.date() throw; 30 February does not, and is in the row. */
export const dateInvalid: Cause = {
  id: "date-invalid",
  title: "A date of the API is no date",
  look: (evidence) =>
    weigh(evidence, {
      heard: (heard) => words.test(heard.text) && !readsState(evidence, heard),
      weight: 88,
      signs: odditySigns(evidence, ["bad-date", "reversed-range", "bad-updated-at", "date-invalid"]),
      signWeight: 86,
      rules: ["invalid-date-throws"],
      ruleWeight: 36,
      fix: 'Check it first: Number.isNaN(Date.parse(value)) ? [] : Builder.dateTime(new Date(value).toISOString(), "UTC")',
      proof: [runOf(evidence), simulateOf(evidence, "wrong-types"), validateOf("invalid-date-throws")],
      blind: ["Which record it was, where the message does not say it."],
    }),
};
