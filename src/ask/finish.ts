import { applyDraft, type Applied } from "../add/apply.ts";
import type { Draft } from "../add/draft.ts";
import { isStopped, type Asker } from "./asker.ts";
import { installPackages, type Install } from "./install.ts";

/** What was written, and where it is as seen from the user's shell. */
export type Written = { draft: Draft; applied: Applied; folder: string | undefined };

/** What became of it. `wasStopped`: the person left at this question, when everything was written already. */
export type Finished = { applied: Applied; wasStopped: boolean };

/** For a new worker: offers to install its packages, then makes the checks that need them. */
export async function finish(
  { draft, applied, folder }: Written,
  asker: Asker,
  install: Install = installPackages,
): Promise<Finished> {
  const isNew = draft.project.workerFile === undefined;
  const isUnchecked = applied.checks.some(({ name, skipped }) => name === "types" && skipped !== undefined);
  const asIs = { applied, wasStopped: false };
  if (!isNew || !isUnchecked) return asIs;
  asker.tell("Everything is written.");
  try {
    if (!(await asker.confirm({ message: "Install packages now with npm (needs network)?" }))) return asIs;
  } catch (error) {
    if (isStopped(error)) return { ...asIs, wasStopped: true };
    throw error;
  }
  if (!(await install(draft.project.root))) {
    asker.tell("npm install did not succeed. The files are written all the same.");
    return asIs;
  }
  // Applying a draft that changes nothing makes the checks and gives the steps that are left.
  const checked = await applyDraft({ ...draft, changes: [] }, asker.say, folder);
  return { applied: { ...checked, files: applied.files }, wasStopped: false };
}
