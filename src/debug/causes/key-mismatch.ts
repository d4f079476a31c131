import type { Cause } from "./cause.ts";
import { odditySigns } from "./kit/pages.ts";
import { runOf, simulateOf, validateOf, weigh } from "./kit/weigh.ts";

/** Notion finds a row again by its primary key; a change whose key is another text makes a second row or none. */
export const keyMismatch: Cause = {
  id: "key-mismatch",
  title: "The key of a change is not the value of the primary key",
  look: (evidence) =>
    weigh(evidence, {
      signs: odditySigns(evidence, ["key-mismatch", "key-not-primary", "key-not-text", "key-number"]),
      signWeight: 86,
      rules: ["key-not-primary", "key-not-string"],
      ruleWeight: 66,
      fix: "Write one and the same text to both: const id = String(record.id)",
      proof: [validateOf("key-not-primary"), runOf(evidence), simulateOf(evidence, "id-as-number-and-text")],
      blind: ["How many rows there are twice in Notion."],
    }),
};
