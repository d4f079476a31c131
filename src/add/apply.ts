import { existsSync } from "node:fs";
import { join } from "node:path";
import type { FileChange } from "../write/changes.ts";
import { countLines } from "../write/diff.ts";
import { writeChanges } from "../write/write.ts";
import type { Draft } from "./draft.ts";
import { nextSteps, type Step } from "./next-steps.ts";
import { reviewCheck } from "./review-check.ts";
import { verifySync, type Check } from "./verify.ts";

/** What became of a draft: what was written, what the checks say, and what to do next. */
export type Applied = { files: ChangedFile[]; checks: Check[]; steps: Step[] };

export type ChangedFile = { path: string; created: boolean; added: number; removed: number };

/** Writes a draft, all of it or nothing, and checks the result with the project's own tools. */
export async function applyDraft(
  draft: Draft,
  say: (line: string) => void,
  folder?: string,
): Promise<Applied> {
  const { project, changes, prepared } = draft;
  const { plan } = prepared.complete;
  if (changes.length > 0) await writeChanges(project.root, changes);
  const installed = existsSync(join(project.root, "node_modules", "@notionhq", "workers"));
  const checks = installed
    ? await makeChecks(draft, say)
    : [notInstalled, await reviewCheck(project.root, plan)];
  const relations = prepared.entry?.relations ?? {};
  const steps = nextSteps(plan, project, { installed, relations, ...(folder !== undefined && { folder }) });
  return { files: changes.map(describeChange), checks, steps };
}

async function makeChecks({ project, prepared }: Draft, say: (line: string) => void): Promise<Check[]> {
  const { plan } = prepared.complete;
  say("Checking the types, the manifest and the rules …");
  // The types are checked by a process of their own, so both go on at once.
  const [verified, reviewed] = await Promise.all([
    verifySync(project.root, plan),
    reviewCheck(project.root, plan),
  ]);
  const checks = [...verified, reviewed];
  if (!checks.every(({ ok, skipped }) => ok && skipped === undefined)) return checks;
  say("Playing what happens in real life …");
  const { quickCheck } = await import("./quick-check.ts");
  return [...checks, await quickCheck(project.root, prepared)];
}

const notInstalled: Check = {
  name: "types",
  ok: true,
  skipped: "the packages are not installed yet (npm install)",
  found: [],
};

/** A change in a line's worth of facts. */
export function describeChange(change: FileChange): ChangedFile {
  return { path: change.path, created: change.before === undefined, ...countLines(change) };
}
