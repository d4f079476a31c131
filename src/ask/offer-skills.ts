import { printProblem } from "../problems/print.ts";
import { Problem } from "../problems/problem.ts";
import { canInstall, changeSkills } from "../skills/install.ts";
import type { Asker } from "./asker.ts";

/**
 * Offers the skills for coding agents where they are missing and nothing is in their way; says whether they are there
 * now. May throw what a prompt throws when a person leaves.
 */
export async function offerSkills(root: string, asker: Asker): Promise<boolean> {
  if (!(await canInstall(root))) return false;
  if (!(await asker.confirm({ message: "Install the skills for coding agents (Claude Code, Codex) too?" })))
    return false;
  try {
    await changeSkills(root, "install", { force: false, write: true });
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    asker.say(printProblem(error));
    return false;
  }
  asker.tell("The skills are in .agents/skills, and for Claude Code in .claude/skills.");
  return true;
}
