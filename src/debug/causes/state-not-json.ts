import type { Cause } from "./cause.ts";
import { brokenOff, isOfState, lineAt } from "./kit/code.ts";
import { hearing, runOf, validateOf, weigh } from "./kit/weigh.ts";
import { isLostError, isUnserialisable } from "./kit/unserialisable.ts";

const isMissingMethod = /\b[\w$.]+ is not a function|is not iterable/;
// Lists and texts come back from JSON as they were: one that lacks these was written as something else.
const ofListOrText =
  /\.(?:map|filter|forEach|flatMap|find|findLast|some|every|reduce|slice|push|at|join|trim|split|replace|startsWith|endsWith)\b is not a function/;

/** Notion keeps the state as JSON: a Date comes back as text, a Map as {}, and BigInt or a circle do not get there at all. */
export const stateNotJson: Cause = {
  id: "state-not-json",
  title: "The state does not survive JSON, as which Notion keeps it",
  look: (evidence) => {
    const lost = hearing(evidence, (heard) => isUnserialisable(heard) && !isLostError(evidence, heard));
    const changed = hearing(evidence, (heard) => {
      if (!heard.error || !isMissingMethod.test(heard.text) || ofListOrText.test(heard.text)) return false;
      const read = brokenOff(evidence, heard) ?? lineAt(evidence, heard.error.frames[0]);
      return isOfState(read) || isOfState(/(\S+) is not a function/.exec(heard.text)?.[1]);
    });
    return weigh(evidence, {
      heard: (heard) => lost.includes(heard) || changed.includes(heard),
      weight: lost.length > 0 ? 82 : 84,
      signs:
        changed.length > 0
          ? [{ text: "only the first call of a cycle gets the state as it was returned" }]
          : [],
      rules: ["state-not-json"],
      ruleWeight: 40,
      fix: "Keep texts, finite numbers, booleans, null, lists and plain objects in nextState; a time as date.toISOString(), a Map as its entries",
      proof: [validateOf("state-not-json"), runOf(evidence, 2)],
      blind: lost.length > 0 ? ["Whether it was the state or a row: the SDK writes both in one go."] : [],
    });
  },
};
