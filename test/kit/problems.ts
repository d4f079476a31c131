import { Problem } from "../../src/problems/problem.ts";

/** A problem in one line: `3:5 source.from source/unknown`. */
export function sayProblem({ place, code }: Problem): string {
  const spot = place.line === undefined ? "" : `${place.line}:${place.column} `;
  return `${spot}${place.path === undefined ? "" : `${place.path} `}${code}`;
}

/** Every problem that a call throws or rejects with, in order; none if it succeeds. Other errors pass through. */
export async function problemsOf(act: () => unknown): Promise<Problem[]> {
  try {
    await act();
    return [];
  } catch (error) {
    if (error instanceof Problem) return [...error.all];
    throw error;
  }
}

/** The same, each in one line. */
export async function saidProblems(act: () => unknown): Promise<string[]> {
  return (await problemsOf(act)).map(sayProblem);
}
