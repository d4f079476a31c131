import type { Cause } from "./cause.ts";
import { validateOf, weigh } from "./kit/weigh.ts";

/** Databases, pacers, credentials and syncs share one space of keys. */
export const duplicateRegistration: Cause = {
  id: "duplicate-registration",
  title: "Two things of this worker share a key, so nothing of it loads",
  look: (evidence) =>
    weigh(evidence, {
      heard: /^Worker item with key ".*" already registered/,
      weight: 99,
      isProven: true,
      rules: ["duplicate-key"],
      ruleWeight: 70,
      fix: "Give each its own key, whatever its kind: jiraIssues, jiraIssuesApi, jiraIssuesDelta",
      proof: [validateOf("duplicate-key"), "create-sync inspect"],
    }),
};
