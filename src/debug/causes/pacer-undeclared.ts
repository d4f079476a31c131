import type { Cause } from "./cause.ts";
import { runOf, validateOf, weigh } from "./kit/weigh.ts";

/** A pacer exists for the syncs registered below it, and only while one of them runs. */
export const pacerUndeclared: Cause = {
  id: "pacer-undeclared",
  title: "A pacer is used where it does not exist",
  look: (evidence) =>
    weigh(evidence, {
      heard: /^Pacer ".*" not found/,
      weight: 99,
      isProven: true,
      rules: ["pacer-after-sync"],
      ruleWeight: 66,
      fix: "Declare it above the sync, and wait for it only inside of execute",
      proof: [validateOf("pacer-after-sync"), runOf(evidence)],
    }),
};
