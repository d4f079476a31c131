import type { Cause } from "./cause.ts";
import { odditySigns } from "./kit/pages.ts";
import { runOf, validateOf, weigh } from "./kit/weigh.ts";

/** A value was built for another kind of property than its column has, or holds what its kind cannot show. */
export const propertyKind: Cause = {
  id: "property-kind",
  title: "A value does not fit the kind of its property",
  look: (evidence) =>
    weigh(evidence, {
      heard:
        /\bpropert(?:y|ies)\b[^.;]{0,60}\b(?:type|kind|expected)\b|\bPlace value must have numeric\b|\bexpected (?:a |an )?(?:number|checkbox|select|date|title|rich_?text)\b/i,
      weight: 82,
      signs: odditySigns(evidence, ["wrong-kind", "null-text", "bad-number", "property-kind"]),
      signWeight: 80,
      rules: ["property-kind", "place-fields", "flag-as-text", "number-unguarded"],
      ruleWeight: 58,
      fix: "Use the builder that has the name of the property's type, and [] where there is no value",
      proof: [runOf(evidence), validateOf("property-kind")],
      blind: ["What Notion did with the value: a log does not show the page."],
    }),
};
