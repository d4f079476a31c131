import type { Cause } from "./cause.ts";
import { hearing, simulateOf, validateOf, weigh } from "./kit/weigh.ts";

/** A variable outside of execute lives as long as the process: sometimes for many runs, sometimes for none. */
export const moduleCache: Cause = {
  id: "module-cache",
  title: "A variable outside of execute carries values from one run into the next",
  look: (evidence) => {
    const hasErrors =
      hearing(evidence, ({ error }) => error !== undefined && error.kind !== "rate-limit").length > 0;
    const isSilent = !hasErrors && evidence.platform.outcome !== "failed";
    return weigh(evidence, {
      rules: ["module-cache"],
      ruleWeight: isSilent ? 80 : 34,
      signs:
        evidence.symptom === "stale" || evidence.symptom === "missing" || evidence.symptom === "duplicated"
          ? [{ text: "rows are wrong without an error" }]
          : [],
      fix: "Make it inside of execute; what the next call needs belongs into nextState",
      proof: [validateOf("module-cache"), simulateOf(evidence, "several-cycles")],
      blind: ["Whether two runs shared a process: only then does it show."],
    });
  },
};
