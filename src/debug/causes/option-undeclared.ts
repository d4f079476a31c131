import type { Cause } from "./cause.ts";
import { odditySigns } from "./kit/pages.ts";
import { runOf, simulateOf, validateOf, weigh } from "./kit/weigh.ts";

/** A multi-select value that is not among the declared options is dropped without a word. */
export const optionUndeclared: Cause = {
  id: "option-undeclared",
  title: "A value is not among the declared options",
  look: (evidence) =>
    weigh(evidence, {
      heard:
        /\boptions?\b[^.;]{0,50}\b(?:not (?:in|declared|defined|found|exist|valid)|does not exist|unknown|invalid|undeclared)|\b(?:unknown|invalid|undeclared) option/i,
      weight: 84,
      signs: odditySigns(evidence, ["undeclared-option", "dropped-option", "option-undeclared"]),
      signWeight: 80,
      rules: ["options-raw", "option-invalid"],
      ruleWeight: 56,
      fix: "Declare the option, map the value to a declared one, or make the property text",
      proof: [runOf(evidence), simulateOf(evidence, "unseen-option"), validateOf("options-raw")],
      blind: ["Which options the database has by now: people and other syncs may have added some."],
    }),
};
