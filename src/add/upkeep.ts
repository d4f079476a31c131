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
 * names the parts that were edited and would have to change. Gives the file to go on with.
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
  const { text, edited } = replaceTexts(worker.text, replacements(before.snippets, after.snippets));
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
