import type { Cause } from "./cause.ts";
import { simulateOf, validateOf, weigh } from "./kit/weigh.ts";

/** A property that is left out of a row keeps its old value in Notion. */
export const valueNotCleared: Cause = {
  id: "value-not-cleared",
  title: "An empty value is left out of the row, so Notion keeps the old one",
  look: (evidence) => {
    if (evidence.symptom !== "not-cleared") return undefined;
    return weigh(evidence, {
      rules: ["property-omitted", "pair-different-mapper"],
      ruleWeight: 76,
      fix: "Send [] where there is no value: value == null ? [] : Builder.…(value)",
      proof: [validateOf("property-omitted"), simulateOf(evidence, "cleared-to-null")],
      blind: [
        "Whether the API moves the change time of a record when a value is emptied; if not, only a full walk notices.",
      ],
    });
  },
};
