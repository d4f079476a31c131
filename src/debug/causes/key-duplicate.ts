import type { Cause } from "./cause.ts";
import { odditySigns } from "./kit/pages.ts";
import { runOf, simulateOf, weigh } from "./kit/weigh.ts";

/** Two records of one page share a key, so one overwrites the other. */
export const keyDuplicate: Cause = {
  id: "key-duplicate",
  title: "Two records have the same key, and one overwrites the other",
  look: (evidence) =>
    weigh(evidence, {
      heard: /\bduplicate (?:primary )?keys?\b/i,
      weight: 80,
      signs: odditySigns(evidence, ["key-duplicate", "duplicate-key"]),
      signWeight: 84,
      fix: "Take what is unique at the source for the key, as its id; of two changes of one record in one page keep the newer",
      proof: [runOf(evidence), simulateOf(evidence, "duplicates")],
      blind: ["Keys that come twice on different pages or in different runs."],
    }),
};
