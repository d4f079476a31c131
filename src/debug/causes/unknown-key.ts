import type { Cause } from "./cause.ts";
import { weigh } from "./kit/weigh.ts";

/** Notion asked the worker for something it does not have, or that cannot be run. */
export const unknownKey: Cause = {
  id: "unknown-key",
  title: "The worker has no sync of the key that was asked for",
  look: (evidence) => {
    const keys = (evidence.code?.syncs ?? []).map(({ key }) => key);
    return weigh(evidence, {
      heard: /^Capability ".*" not found|^Cannot run OAuth capability/,
      weight: 99,
      isProven: true,
      signs: keys.length > 0 ? [{ text: `its syncs are ${keys.slice(0, 8).join(", ")}` }] : [],
      fix: "Ask for a key the worker has; after a rename, deploy, and disable the old one: ntn workers capabilities list",
      proof: ["create-sync inspect", "ntn workers capabilities list"],
    });
  },
};
