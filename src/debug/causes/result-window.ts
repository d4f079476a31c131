import type { Cause } from "./cause.ts";
import { statusOf } from "./kit/status.ts";
import { hearing, simulateOf, validateOf, weigh } from "./kit/weigh.ts";
import { throttleWords, windowWords } from "./kit/words.ts";

const otherLimits =
  /did not end after|\b(?:state|context|payload|body|batch|changes|characters|bytes|KB|MB|ms|seconds)\b/i;

/** Many APIs serve the first thousand or ten thousand of a list and no more, whatever its length. */
export const resultWindow: Cause = {
  id: "result-window",
  title: "The list is longer than the API lets anybody page through",
  look: (evidence) => {
    const hits = hearing(evidence, (heard) => {
      if (!windowWords.test(heard.text) || otherLimits.test(heard.text) || throttleWords.test(heard.text))
        return false;
      const status = statusOf(heard);
      return status === undefined || (status < 500 && status !== 429 && status !== 401);
    });
    return weigh(evidence, {
      heard: (heard) => hits.includes(heard),
      weight: 88,
      rules: ["offset-in-replace"],
      fix: "Page by a key (id or time greater than the last one) or split the list by time, instead of by page number or offset; in a plan: `cap`, or another kind of page",
      proof: [simulateOf(evidence, "result-window-refused"), validateOf("offset-in-replace")],
      blind: ["How many records there are."],
    });
  },
};
