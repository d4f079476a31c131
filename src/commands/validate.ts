import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { packageRoot, packageVersion } from "../package-files.ts";
import { applyEdits } from "../validate/fix.ts";
import { readSources } from "../validate/read-sources.ts";
import { toSarif } from "../validate/report/sarif.ts";
import { describeReview } from "../validate/report/text.ts";
import { findRule, isWorse, review } from "../validate/validate.ts";
import { unifiedDiff } from "../write/diff.ts";
import { writeChanges } from "../write/write.ts";
import type { Context, Outcome } from "./types.ts";

/** What `create-sync validate` takes: files to speak about, and the flags as they were typed. */
export type ValidateArguments = {
  files: string[];
  rule?: string[];
  maxSeverity?: string;
  sarif?: boolean;
  fix?: boolean;
};

/**
 * Judges the worker's code by the rules. Exit 5 if a finding is worse than `--max-severity`. With --fix it mends what is
 * mechanical first, or prints the diff with --dry-run.
 */
export async function validate(context: Context, given: ValidateArguments): Promise<Outcome> {
  isWorse([], given.maxSeverity);
  const choice = { files: given.files, rules: given.rule ?? [] };
  let sources = await readSources(context.cwd);
  let judged = review(sources, choice);
  const { changes, fixed } = given.fix ? applyEdits(sources.files, judged.found) : { changes: [], fixed: [] };
  const diff = context.dryRun ? unifiedDiff(changes) : undefined;
  if (changes.length > 0 && !context.dryRun) {
    await writeChanges(context.cwd, changes);
    sources = await readSources(context.cwd);
    judged = review(sources, choice);
  }
  const { findings, suppressed, files } = judged;
  const sarif = given.sarif ? toSarif(judged, packageVersion()) : undefined;
  if (given.fix && !given.sarif) context.say(sayFixed(fixed.length, changes.length, context.dryRun));
  const text = sarif ? JSON.stringify(sarif, null, 2) : describeReview(judged, sources.files);
  return {
    result: {
      findings,
      suppressed,
      files,
      ...(given.fix && { fixed }),
      ...(diff !== undefined && { diff }),
      ...(sarif && { sarif }),
    },
    text: diff && !sarif ? diff : text,
    exit: isWorse(findings, given.maxSeverity) ? 5 : 0,
  };
}

/** Prints the page of a rule: why it is one, a wrong worker, a right one, and when it is not a fault. */
export async function explain(_: Context, { rule }: { rule: string }): Promise<Outcome> {
  const { id, severity, hazards, title } = findRule(rule);
  const folder = join(packageRoot(), ".agents", "skills", "sync-validate", "rules");
  const page = await readFile(join(folder, `${id}.md`), "utf8");
  return { result: { id, severity, hazards, title, page }, text: page };
}

function sayFixed(findings: number, files: number, dryRun: boolean): string {
  if (findings === 0) return "Nothing to fix by itself.";
  const verb = dryRun ? "Would mend" : "Mended";
  return `${verb} ${findings} finding${findings === 1 ? "" : "s"} in ${files} file${files === 1 ? "" : "s"}.`;
}
