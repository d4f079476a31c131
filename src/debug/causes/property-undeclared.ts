import type { Cause } from "./cause.ts";
import { odditySigns } from "./kit/pages.ts";
import { runOf, validateOf, weigh } from "./kit/weigh.ts";

/** The SDK compares no names; Notion has no place for a value whose property the schema does not name. */
export const propertyUndeclared: Cause = {
  id: "property-undeclared",
  title: "Rows have a property that the schema does not declare",
  look: (evidence) =>
    weigh(evidence, {
      heard:
        /\bpropert(?:y|ies)\b[^.;]{0,60}\b(?:not (?:in|part of|declared|defined|found|exist)|does not exist|unknown|undeclared)|\b(?:unknown|undeclared) propert/i,
      weight: 86,
      signs: odditySigns(evidence, ["undeclared-property", "property-undeclared"]),
      signWeight: 84,
      rules: ["property-undeclared"],
      ruleWeight: 66,
      fix: "Declare it in the schema of worker.database(), or spell it as it stands there: names are compared letter by letter",
      proof: [validateOf("property-undeclared"), runOf(evidence)],
      blind: ["What Notion did with the value: a log does not show the page."],
    }),
};
