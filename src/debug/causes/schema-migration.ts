import type { Cause } from "./cause.ts";
import { diedUnheard } from "./kit/ended.ts";
import { weigh } from "./kit/weigh.ts";

/** After a deploy that changed the schema, runs may fail before a line is printed, until the full walk has run once. */
export const schemaMigration: Cause = {
  id: "schema-migration",
  title: "Runs fail before the code prints a line, as after a schema that could not be migrated",
  look: (evidence) => {
    const isSilent = diedUnheard(evidence);
    const large = Math.max(0, ...evidence.pages.map(({ state }) => state?.bytes ?? 0));
    return weigh(evidence, {
      heard:
        /\bschema\b[^.;]{0,40}\b(?:migrat|mismatch|incompatible|could not be|failed)|\bmigration (?:failed|error)\b/i,
      weight: 84,
      signs: isSilent
        ? [
            {
              text:
                evidence.log?.lines === 0
                  ? "the log is empty, and the run failed"
                  : "the run failed without an error in its log",
            },
          ]
        : [],
      signWeight: 62,
      against:
        large > 64 * 1024
          ? [{ text: `the state has ${Math.round(large / 1024)} KB, which alone does it` }]
          : [],
      fix: "Undo the last change of the schema (type of a property, primary key) or give the property a new name; then deploy, and trigger the full walk once: ntn workers sync trigger <backfill> (needs the ntn from ntn.dev)",
      proof: ["ntn workers runs list --plain", "create-sync inspect"],
      blind: [
        "What the schema was before the last deploy; `git log -p src/index.ts` shows it.",
        "How large the state is; `create-sync run <key> --pages 5` prints it.",
      ],
    });
  },
};
