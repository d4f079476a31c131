import type { Cause } from "./cause.ts";
import { isAboutRecord, isTypeError, readsState } from "./kit/code.ts";
import { hearing, runOf, simulateOf, validateOf, weigh } from "./kit/weigh.ts";

const words =
  /\bExpected a (?:list|record) at "|\bKeyError\b|\bno (?:such )?(?:key|field) ['"`]|\bunexpected (?:response|answer|payload|shape|body|format)\b|\b(?:response|answer|body|payload)\b(?:[^.;]|[.](?=\S)){0,60}\b(?:is not|not|isn't|has no|without|missing|lacks|unexpected|changed)\b[^.;]{0,30}\b(?:array|list|object|field|shape|items|records|data|expected)\b|\b(?:expected|wanted)\b[^.;]{0,20}\b(?:an? )?(?:array|list)\b|\b(?:no|missing) [`"']?\w+[`"']? in (?:the )?(?:response|answer|body)|\bNo record of a page has\b|\bZodError\b|\binvalid_type\b|\bschema validation\b/i;

/** The answer is not built as the code reads it: the API changed, or an error came with status 200. */
export const responseShapeChanged: Cause = {
  id: "response-shape-changed",
  title: "The API's answer is not built as the code reads it",
  look: (evidence) => {
    const hits = hearing(evidence, (heard) => {
      if (words.test(heard.text)) return !/text\/html/.test(heard.text);
      if (!isTypeError(heard) || heard.error?.kind !== "generic" || heard.error.frames.length === 0)
        return false;
      return !readsState(evidence, heard) && !isAboutRecord(evidence, heard);
    });
    const [hit] = hits;
    return weigh(evidence, {
      heard: (heard) => hits.includes(heard),
      weight: hit && words.test(hit.text) ? 86 : 78,
      rules: ["status-unchecked", "missing-list-is-empty"],
      fix: "Compare one real answer with what the code reads. Check the status first, then that the list is a list, and say so where it is not",
      proof: [runOf(evidence), simulateOf(evidence, "answer-without-list"), validateOf("status-unchecked")],
      blind: ["The answer itself: a log should not have it."],
    });
  },
};
