import type { Cause } from "./cause.ts";
import { runOf, validateOf, weigh } from "./kit/weigh.ts";

/** The link to the next page leads to another host, to which no credential is sent. */
export const nextPageElsewhere: Cause = {
  id: "next-page-elsewhere",
  title: "The next page is on another host",
  look: (evidence) =>
    weigh(evidence, {
      heard:
        /\bThe next page is on another host\b|\b(?:next|link|page|url|cursor|paging|pagination)\b[^;]{0,60}\b(?:another|other|different|foreign|unexpected|wrong|unknown|untrusted|leaves) (?:host|origin|domain|site)\b|\b(?:host|origin|domain)\b[^.;]{0,40}\b(?:mismatch|differs|not allowed|changed|is not|does not match)\b|\bcannot stand in a query\b|\b(?:next|link|page|url)\b[^;]{0,60}\b(?:points?|leads?|goes|leaves) (?:to|away|off|from|elsewhere)\b|\b(?:refus\w+|will not|won't|not) (?:to )?(?:send|sending|follow|following|leave|leaving)\b/i,
      weight: 91,
      rules: ["next-url-unchecked"],
      fix: "Use the host the API really pages on as its base address (in a plan: `baseUrl`), or take only path and query of the link",
      proof: [runOf(evidence, 2), validateOf("next-url-unchecked")],
      blind: ["Whether that host belongs to the vendor."],
    }),
};
