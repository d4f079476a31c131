import { preparePlan, type PreparedPlan } from "../plan/load.ts";
import { Problem } from "../problems/problem.ts";
import { planOptions, type Setting } from "./answers.ts";
import { findOwner } from "./questions.ts";
import type { Question } from "./question.ts";

/** The plan that the answers make, or everything that is wrong with it. */
export type Checked = { prepared: PreparedPlan } | { prepared: undefined; problems: readonly Problem[] };

/** Makes the plan from a source and the answers so far, with every check a plan goes through. */
export async function checkAnswers(source: string, answers: readonly Setting[]): Promise<Checked> {
  try {
    return { prepared: await preparePlan(source, planOptions(answers)) };
  } catch (error) {
    if (error instanceof Problem) return { prepared: undefined, problems: error.all };
    throw error;
  }
}

/** The first problem that is a question's own; undefined if the answers hold none. */
export function findOwnProblem(checked: Checked, question: Question): Problem | undefined {
  if (checked.prepared) return undefined;
  return checked.problems.find((problem) => findOwner(problem, [question]) !== undefined);
}

/** A problem in one line, for the place below a prompt. */
export function sayProblem({ message, fix }: Problem): string {
  return `${message} ${fix}`.replaceAll(/\s+/g, " ").trim().slice(0, 300);
}
