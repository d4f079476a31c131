import type { Cause } from "./cause.ts";
import { isInMapper } from "./kit/code.ts";
import { hearing, runOf, simulateOf, weigh } from "./kit/weigh.ts";

const words =
  /\bexpected JSON, got \d+ characters\b|<!doctype html|<html\b|&lt;!doctype|Unexpected token '?<'?|Unexpected token .{1,3}, ?".{0,40}" is not valid JSON|\bis not valid JSON\b|\bUnexpected end of JSON input\b|\bUnexpected non-whitespace character after JSON\b|\binvalid json\b|\btext\/html\b|\bnot JSON\b|\bUnexpected token\b.{0,20}\bin JSON\b/i;

/** A login page, a proxy or half an answer came instead of JSON. */
export const htmlAnswer: Cause = {
  id: "html-answer",
  title: "The API answered with something that is not JSON",
  look: (evidence) => {
    const hits = hearing(evidence, ({ text, error }) => {
      const isParsed = words.test(text);
      // What a worker reads while it loads is a file or a setting, not an answer.
      return isParsed && (error === undefined || error.kind !== "raw");
    });
    const [hit] = hits;
    const isPage = hit !== undefined && /html|'<'|token </i.test(hit.text);
    return weigh(evidence, {
      heard: (heard) => hits.includes(heard),
      weight: isPage ? 92 : 82,
      against: hit && isInMapper(evidence, hit) ? [{ text: "it came up while one record was mapped" }] : [],
      fix: "Open the address by hand: a login page means the address or the sign-in, a proxy's page its outage, half an answer a broken connection. In code: look at status and content type before response.json()",
      proof: [runOf(evidence), simulateOf(evidence, "html-answer")],
      blind: ["What the page says: a log should not have it."],
    });
  },
};
