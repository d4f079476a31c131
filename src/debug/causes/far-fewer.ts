import type { Cause, Sign } from "./cause.ts";
import { syncIn } from "./kit/code.ts";
import { cyclesOf, type Cycle } from "./kit/pages.ts";
import { keyOf, runOf, simulateOf, weigh } from "./kit/weigh.ts";

const words =
  /\blists \d+ records\b[^;]*\bthe last time\b|\b(?:only|just|returned|listed|saw|has|got|found|upstream)\b[^.;]{0,50}\b\d+\b[^.;]{0,80}\b(?:last (?:run|time|cycle)|previous(?:ly)?|before|expected|earlier|instead of|down from)\b[^.;]{0,20}\b\d+|\bonly \d+ of (?:the )?\d+\b|\bfar fewer\b|\b(?:fewer|less) (?:records|rows|items|\w+) than\b|\b(?:drop|shrank|shrunk|decrease)\w*\b[^.;]{0,30}\bfrom \d+\b|\brefus\w*\b[^.;]{0,30}\b(?:sweep|delete|empty|finish)/i;

/** A brake held: fewer records than the time before usually means a permission, not deletions. */
export const farFewer: Cause = {
  id: "far-fewer",
  title: "The API lists far fewer records than the last time",
  look: (evidence) => {
    const sync = syncIn(evidence);
    const signs = sync?.mode === "incremental" ? [] : lossSigns(cyclesOf(evidence));
    return weigh(evidence, {
      heard: ({ text }) =>
        words.test(text) &&
        !/lists no records|\b(?:0|no|zero) (?:rows|records|items)\b|did not end after/.test(text),
      weight: 92,
      signs,
      signWeight: evidence.symptom === "vanished" ? 84 : 62,
      fix: `Find out what was lost: a permission, a project or account the credential no longer sees, a filter. If the loss is real: ntn workers sync state reset ${keyOf(evidence)} (needs the ntn from ntn.dev)`,
      proof: [runOf(evidence, 3), simulateOf(evidence, "lost-permission")],
      blind: ["Whether the records were deleted at the source, or are only hidden from this credential."],
    });
  },
};

function lossSigns(cycles: readonly Cycle[]): Sign[] {
  const [before, now] = [cycles.at(-2), cycles.at(-1)];
  if (!before || !now || now.upserts === 0) return [];
  if (now.upserts >= before.upserts * 0.7 || before.upserts - now.upserts < 2) return [];
  return [{ text: `a full walk of ${before.upserts} rows, and the next of ${now.upserts}`, line: now.at }];
}
