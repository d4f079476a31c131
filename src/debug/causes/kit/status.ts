import type { Heard } from "../../evidence.ts";

const reasons: readonly (readonly [RegExp, number])[] = [
  [/\bbad request\b/i, 400],
  [/\bunauthori[sz]ed\b/i, 401],
  [/\bforbidden\b/i, 403],
  [/\bNot Found\b/, 404],
  [/\bGone\b/, 410],
  [/\bunprocessable (?:entity|content)\b/i, 422],
  [/\btoo many requests\b/i, 429],
  [/\binternal server error\b/i, 500],
  [/\bbad gateway\b/i, 502],
  [/\bservice (?:temporarily )?unavailable\b/i, 503],
  [/\bgateway time-?out\b/i, 504],
];

// What a number after such a word counts instead.
const unit =
  "(?![\\w.]|\\s*(?:characters|bytes|records|rows|pages|items|entries|times|ms|s|seconds|more)\\b)";
const introduced = new RegExp(
  `\\b(?:https?(?:/\\d(?:\\.\\d)?)?|https?[ _-]?(?:status|error|code)|status(?:[ _]?(?:code|text))?|statuscode|code|error|err|response|responded|returned|replied|answered|answers|answer|said|gave|got|failed|failure|rejected|received|api)\\b["']?` +
    `(?:\\s+(?:with|was|is|a|an|the|status|code|http|error|response|of|from\\s+\\S+))*\\s*[:=([#-]*\\s*["']?([1-5]\\d\\d)${unit}`,
  "i",
);
const named =
  /(?:^|[^\w./#-])([45]\d\d)\b["')\]]*[\s:,–—-]+["'(]*(?=(?:bad request|unauthori|forbidden|not found|gone|conflict|unprocessable|too many|internal|bad gateway|service|gateway|payment|not acceptable|precondition|request))/i;
const pointed = /(?:->|=>|→|[:(\[])\s*([45]\d\d)[)\]]?\s*(?:$|[,.;:(])/m;
const leading = /^(?:[A-Za-z]*Error:\s*)?([45]\d\d)\b(?=\s*(?:$|[-:(–—"{]|\s[A-Za-z]))/;
const trailing = /(?:^|\s)([45]\d\d)\s*$/;

/** The HTTP status a text speaks of, as vendors, libraries and people write it: `HTTP 401`, `(401)`, `401 Unauthorized`, `Unauthorized`. */
export function statusIn(text: string): number | undefined {
  for (const pattern of [introduced, named, pointed, leading, trailing]) {
    const status = Number(pattern.exec(text)?.[1]);
    if (status >= 400) return status;
  }
  return reasons.find(([reason]) => reason.test(text))?.[1];
}

/** A test for errors and printed lines that speak of one of some statuses. */
export function hasStatus(fits: (status: number) => boolean): (heard: Heard) => boolean {
  return (heard) => {
    const status = statusOf(heard);
    return status !== undefined && fits(status);
  };
}

/** The HTTP status of what was heard. What a page of rows or an SDK's own sentence holds is none. */
export function statusOf({ text, error }: Heard): number | undefined {
  if (error?.kind === "rate-limit" || isSdkSentence.test(text)) return undefined;
  return statusIn(text);
}

const isSdkSentence = /^(?:Capability "|Pacer "|Missing OAuth access token|Worker item with key)/;
