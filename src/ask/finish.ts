import { applyDraft, type Applied } from "../add/apply.ts";
import type { Draft } from "../add/draft.ts";
import { installSkills } from "../add/next-steps.ts";
import { isStopped, type Asker } from "./asker.ts";
import { installPackages, type Install } from "./install.ts";
import { offerSkills } from "./offer-skills.ts";

/** What was written, and where it is as seen from the user's shell. */
export type Written = { draft: Draft; applied: Applied; folder: string | undefined };

/** What became of it. `wasStopped`: the person left at one of these questions, when everything was written already. */
export type Finished = { applied: Applied; wasStopped: boolean };

/** Offers what is not there yet: for a new worker its packages, which the checks need; the skills for coding agents. */
export async function finish(
  written: Written,
  asker: Asker,
  install: Install = installPackages,
): Promise<Finished> {
  let { applied } = written;
  try {
    applied = await offerPackages(written, asker, install);
    if (await offerSkills(written.draft.project.root, asker)) {
      const steps = applied.steps.filter(({ command }) => command !== installSkills.command);
      applied = { ...applied, steps };
    }
    return { applied, wasStopped: false };
  } catch (error) {
    if (isStopped(error)) return { applied, wasStopped: true };
    throw error;
  }
}

async function offerPackages(
  { draft, applied, folder }: Written,
  asker: Asker,
  install: Install,
): Promise<Applied> {
  const isNew = draft.project.workerFile === undefined;
  const isUnchecked = applied.checks.some(({ name, skipped }) => name === "types" && skipped !== undefined);
  if (!isNew || !isUnchecked) return applied;
  asker.tell("Everything is written.");
  if (!(await asker.confirm({ message: "Install packages now with npm (needs network)?" }))) return applied;
  if (!(await install(draft.project.root))) {
    asker.tell("npm install did not succeed. The files are written all the same.");
    return applied;
  }
  // Applying a draft that changes nothing makes the checks and gives the steps that are left.
  const checked = await applyDraft({ ...draft, changes: [] }, asker.say, folder);
  return { ...checked, files: applied.files };
}
