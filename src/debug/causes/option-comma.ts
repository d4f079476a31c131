import type { Cause } from "./cause.ts";
import { declaresOptions } from "./kit/code.ts";
import { odditySigns } from "./kit/pages.ts";
import { runOf, simulateOf, validateOf, weigh } from "./kit/weigh.ts";

/** Builder.multiSelect joins by commas, so that "Berlin, Mitte" becomes two options. */
export const optionComma: Cause = {
  id: "option-comma",
  title: "A comma in a multi-select value splits it in two",
  look: (evidence) =>
    weigh(evidence, {
      heard: /\bcomma/i,
      weight: 80,
      signs: odditySigns(evidence, ["option-comma", "comma"]),
      signWeight: 88,
      rules: ["options-raw"],
      ruleWeight: declaresOptions(evidence) ? 48 : 66,
      fix: 'Replace commas before Builder.multiSelect: value.replaceAll(",", " ")',
      proof: [simulateOf(evidence, "option-with-comma"), runOf(evidence), validateOf("options-raw")],
      blind: ["Whether the API's values hold commas: only rows of this log could be seen."],
    }),
};
