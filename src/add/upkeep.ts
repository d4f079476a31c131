import { replaceTexts, type Replacement } from "../edit/replace.ts";
import { spellPlan } from "../pipeline.ts";
import type { Plan } from "../plan/schema.ts";
import { Problem } from "../problems/problem.ts";
import type { Project, WorkerFile } from "../project/types.ts";
import { readWorkerFile } from "../project/worker-file.ts";
import type { Snippet } from "../render/snippet.ts";

/**
 * Brings a worker file from an old plan to a new one of the same name: each generated part that still reads as the old
 * plan made it becomes the new plan's; parts that need no change stay, edited or not. Throws a Problem (exit 4) that
 * names the parts that were edited, or that other code uses too, and would have to change. Gives the file to go on with.
 */
export async function updateWorkerFile(
  worker: WorkerFile,
  project: Project,
  plans: { before: Plan; after: Plan },
): Promise<WorkerFile> {
  const [before, after] = await Promise.all([
    spellPlan({ plan: plans.before, project, worker }),
    spellPlan({ plan: plans.after, project, worker }),
  ]);
  const changes = replacements(before.snippets, after.snippets);
  const shared = sharedParts(worker.text, before.snippets).filter((part) => isChanged(changes, part));
  if (shared.length > 0)
    throw new Problem("add/shared", { name: plans.after.name, parts: shared }, { file: worker.path });
  const { text, edited } = replaceTexts(worker.text, changes);
  if (edited.length > 0)
    throw new Problem("add/edited", { name: plans.after.name, parts: edited }, { file: worker.path });
  return readWorkerFile(worker.path, text);
}

function replacements(before: readonly Snippet[], after: readonly Snippet[]): Replacement[] {
  return before.map((snippet) => ({
    name: snippet.part ?? snippet.role,
    before: snippet.text,
    after: after.find(({ part }) => part === snippet.part)?.text,
  }));
}

/** The parts a source's syncs share, if anything beside this plan's own code calls them. */
function sharedParts(text: string, snippets: readonly Snippet[]): string[] {
  const own = snippets.map((snippet) => snippet.text.trim());
  const rest = own.reduce((left, part) => left.replace(part, () => ""), text.replaceAll("\r\n", "\n"));
  const shared = snippets.filter(
    ({ role }) => role === "credential" || role === "pacer" || role === "client",
  );
  const names = shared.flatMap(({ declares }) => declares);
  const isUsed = names.some((name) => rest.split(/[^\w$]+/).includes(name));
  return isUsed ? shared.map(({ part, role }) => part ?? role) : [];
}

function isChanged(changes: readonly Replacement[], part: string): boolean {
  return changes.some(({ name, before, after }) => name === part && before.trim() !== after?.trim());
}
