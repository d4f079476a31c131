import type { Cause } from "./cause.ts";
import { odditySigns } from "./kit/pages.ts";
import { runOf, simulateOf, weigh } from "./kit/weigh.ts";

/** String(undefined) is the key "undefined": all records without an id are one row. */
export const keyMissing: Cause = {
  id: "key-missing",
  title: "Records have no key",
  look: (evidence) =>
    weigh(evidence, {
      heard:
        /\bSkipped \d+ of \d+ records: they have no id\b|\b(?:record|row|item|issue|entry|change)s?\b[^.;]{0,30}\b(?:without|no|missing|lacks?|has no|have no) (?:an? )?(?:id|key|identifier)\b|\b(?:missing|empty|undefined|null) (?:primary )?(?:id|key)\b(?! ?=)/i,
      weight: 92,
      signs: odditySigns(evidence, ["key-missing", "missing-key", "key-undefined", "key-empty"]),
      signWeight: 90,
      fix: 'Read the id from where the API has it, and leave out with a count what has none: a key "undefined" is one row for all of them',
      proof: [runOf(evidence), simulateOf(evidence, "null-id")],
      blind: ["What the API calls the id, where the field has another name by now."],
    }),
};
