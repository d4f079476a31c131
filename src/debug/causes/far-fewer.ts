import type { Cause, Sign } from "./cause.ts";
import { syncIn } from "./kit/code.ts";
import { runOf, simulateOf, weigh } from "./kit/weigh.ts";

const words =
  /\blists \d+ records\b[^;]*\bthe last time\b|\b(?:only|just|returned|listed|saw|has|got|found|upstream)\b[^.;]{0,50}\b\d+\b[^.;]{0,80}\b(?:last (?:run|time|cycle)|previous(?:ly)?|before|expected|earlier|instead of|down from)\b[^.;]{0,20}\b\d+|\bfar fewer\b|\b(?:fewer|less) (?:records|rows|items|\w+) than\b|\b(?:drop|shrank|shrunk|decrease)\w*\b[^.;]{0,30}\bfrom \d+\b|\brefus\w*\b[^.;]{0,30}\b(?:sweep|delete|empty|finish)/i;

/** A brake held: fewer records than the time before usually means a permission, not deletions. */
export const farFewer: Cause = {
  id: "far-fewer",
  title: "The API lists far fewer records than the last time",
  look: (evidence) => {
    const sync = syncIn(evidence);
    const signs = sync?.mode === "incremental" ? [] : lossSigns(evidence.log?.runs ?? []);
    return weigh(evidence, {
      heard: ({ text }) => words.test(text) && !/lists no records|did not end after/.test(text),
      weight: 92,
      signs,
      signWeight: evidence.symptom === "vanished" ? 84 : 62,
      fix: "Find out what was lost: a permission, a project or account the credential no longer sees, a filter. If the loss is real: ntn workers sync state reset <key> (needs the ntn from ntn.dev)",
      proof: [runOf(evidence, 3), simulateOf(evidence, "lost-permission")],
      blind: ["Whether the records were deleted at the source, or are only hidden from this credential."],
    });
  },
};

type Run = { pages: readonly { upserts: number; hasMore: boolean; at: number }[]; pageCount: number };

function lossSigns(runs: readonly Run[]): Sign[] {
  const whole = runs.filter(
    ({ pages, pageCount }) => pageCount > 0 && pages.length === pageCount && pages.at(-1)?.hasMore === false,
  );
  const counts = whole.map(({ pages }) => pages.reduce((sum, { upserts }) => sum + upserts, 0));
  const [before, now] = [counts.at(-2), counts.at(-1)];
  if (before === undefined || now === undefined || now === 0 || now >= before * 0.7 || before - now < 2)
    return [];
  const line = whole.at(-1)?.pages.at(-1)?.at;
  return [
    { text: `a full walk of ${before} rows, and the next of ${now}`, ...(line !== undefined && { line }) },
  ];
}
