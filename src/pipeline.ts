import { findConflicts } from "./edit/conflicts.ts";
import { editWorkerFile } from "./edit/edit.ts";
import { resolveImports } from "./edit/imports.ts";
import { missingSnippets } from "./edit/missing.ts";
import { companionFiles, type ReadText } from "./files/companions.ts";
import { formatSnippets } from "./format/format.ts";
import { buildModel } from "./model/build.ts";
import { chooseNames } from "./model/names.ts";
import { findExisting } from "./model/existing.ts";
import { testNode } from "./model/test-file.ts";
import type { CodeModel, Names } from "./model/types.ts";
import type { Plan } from "./plan/schema.ts";
import { throwAll } from "./problems/problem.ts";
import type { Project, WorkerFile } from "./project/types.ts";
import { renderModel } from "./render/render.ts";
import type { ImportNeed, Snippet } from "./render/snippet.ts";
import { loadTemplates } from "./render/template.ts";
import type { FileChange } from "./write/changes.ts";

// THE STRAIGHT PATH. Each arrow is one value:
// Source + answers → Plan → CodeModel → Snippets → Edit → formatted Edit → checks → disk.
// Handlebars never decides, ts-morph never authors. Nothing here writes; a dry run is this, without the last step.

/** A checked plan and the project it goes into. `earlier`: the plan of this name that was added before, if one was. */
export type SyncRequest = {
  plan: Plan;
  /** The plan as the user keeps it, comments and all. */
  planText: string;
  /** An answer of the API, for the generated test. */
  sample: unknown;
  project: Project;
  worker: WorkerFile;
  earlier?: Plan | undefined;
  read: ReadText;
};

/** The code of a plan, in the words and the style of one worker file. */
export type SpelledPlan = { names: Names; env: CodeModel["env"]; snippets: Snippet[]; imports: ImportNeed[] };

/** Source + answers → formatted snippets: the part of the path that knows nothing of what is there already. */
export async function spellPlan(
  request: Pick<SyncRequest, "plan" | "project" | "worker">,
): Promise<SpelledPlan> {
  const { plan, project, worker } = request;
  const names = chooseNames(plan, findExisting(plan, worker, project));
  const model = buildModel(plan, names, { canBroker: project.sdk?.features.credential ?? true });
  const own = Object.values(names).filter((name) => typeof name === "string");
  const scope = { imports: worker.imports, taken: [...worker.names.map(({ name }) => name), ...own] };
  const resolve = (wanted: readonly ImportNeed[]) => resolveImports(scope, wanted);
  const { snippets, imports } = renderModel(model, await loadTemplates(), resolve);
  const formatted = await formatSnippets(snippets, worker.style, project.root);
  return { names, env: model.env, imports, snippets: formatted };
}

/** Every file the plan adds or changes, the worker file last; none if there is nothing to do. */
export async function createSync(request: SyncRequest): Promise<FileChange[]> {
  const { plan, project, worker, earlier, read } = request;
  const isSamePlan = earlier !== undefined;
  const { names, env, snippets, imports } = await spellPlan(request);
  const missing = missingSnippets(plan, snippets, { file: worker, project, isSamePlan });
  throwAll(findConflicts(worker, project.items, missing));

  const needs = missing.length > 0 ? imports : [];
  const text = await editWorkerFile(worker, { imports: needs, snippets: missing });
  const companions = await companionFiles({
    name: plan.name,
    env,
    planText: request.planText,
    test: testNode(plan, names, request.sample),
    ...(earlier && { earlierTest: testNode(earlier, names, request.sample) }),
    imports: isSamePlan ? imports : needs,
    project,
    style: worker.style,
    read,
  });
  const edit = { path: worker.path, before: project.workerFile?.text, after: text };
  return [...companions, edit].filter((change) => change.before !== change.after);
}
