import type { Cause } from "./cause.ts";
import { simulateOf, validateOf, weigh } from "./kit/weigh.ts";

/** Nothing of this worker notices that a record was deleted. */
export const deletionsUnseen: Cause = {
  id: "deletions-unseen",
  title: "Nothing notices that a record was deleted at the source",
  look: (evidence) => {
    if (evidence.symptom !== "stale") return undefined;
    return weigh(evidence, {
      rules: ["deletions-unseen", "delete-in-replace"],
      ruleWeight: 50,
      fix: "Schedule a full walk (mode replace), whose end removes what is gone, or turn the API's deletions into deletes of the delta",
      proof: [validateOf("deletions-unseen"), simulateOf(evidence, "hard-delete")],
      blind: ["When the full walk last ended; `ntn workers runs list` tells."],
    });
  },
};
