import type { Cause } from "./cause.ts";
import { hearing, runOf, simulateOf, weigh } from "./kit/weigh.ts";

const words =
  /\bGraphQL\b|\bGRAPHQL_\w+|\bCannot query field\b|\bField '\w+' doesn't exist on type\b|\bUnknown (?:argument|type|field)\b|\bSyntax Error: (?:Expected|Unexpected)\b|\bVariable "?\$\w+"?|\bundefinedField\b|\bargumentNotAccepted\b|\bBAD_USER_INPUT\b|\{"errors":\s?\[/i;

/** A GraphQL answer with errors: often status 200, and data beside them is incomplete. */
export const graphqlError: Cause = {
  id: "graphql-error",
  title: "The GraphQL answer has errors",
  look: (evidence) => {
    const hits = hearing(evidence, ({ text, error }) => words.test(text) && error?.kind !== "rate-limit");
    const [hit] = hits;
    const isOther =
      hit !== undefined &&
      /unauthenticated|authentication|forbidden|throttled|rate.?limit|internal|unavailable/i.test(hit.text);
    return weigh(evidence, {
      heard: (heard) => hits.includes(heard),
      weight: 89,
      against: isOther ? [{ text: "the code of the error is not about the query" }] : [],
      rules: ["graphql-errors-unread"],
      fix: "Compare the query with the API's schema: a field that was renamed, an argument, a variable's type, or what the token may read",
      proof: [runOf(evidence), simulateOf(evidence, "graphql-errors")],
      blind: ["The rest of the errors: a log has the first."],
    });
  },
};
