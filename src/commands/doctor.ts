import { examine } from "../doctor/examine.ts";
import { describeExamination, listCommands } from "../doctor/report.ts";
import { thisNode } from "../run/this-node.ts";
import type { Context, Outcome } from "./types.ts";

/** Looks at this machine and the worker in the current folder, without network and without changing a thing. Exit 5 for a problem. */
export async function doctor({ cwd, env }: Context): Promise<Outcome> {
  const examination = await examine({ root: cwd, env, node: thisNode() });
  const { found, isWorker } = examination;
  const of = (status: string): number => found.filter((one) => one.status === status).length;
  return {
    result: { isWorker, problems: of("problem"), notes: of("note"), checks: found },
    text: describeExamination(examination),
    next: listCommands(examination),
    exit: of("problem") > 0 ? 5 : 0,
  };
}
