import { shellWord } from "../problems/shell-word.ts";
import type { PreparedPlan } from "../plan/load.ts";
import { readPlanFile } from "./plan-source.ts";
import type { Context } from "./types.ts";

/** What a command line says about a plan beside its name: `--param` and `--set`, as they were typed. */
export type Answers = { param: string[]; set: string[] };

/** The plan that a catalogue id, a path or `-` names, with the answers in it and checked. */
export async function prepare(
  context: Context,
  file: string,
  { param, set }: Answers,
): Promise<PreparedPlan> {
  const { preparePlan } = await import("../plan/load.ts");
  return preparePlan(file, {
    params: param,
    set,
    readFile: readPlanFile(context),
    readStdin: context.readStdin,
  });
}

/** The same plan and answers as words of a command line. */
export function sayAgain(file: string, { param, set }: Answers): string {
  const words = [
    file === "-" ? "<file>" : shellWord(file),
    ...param.map((text) => `--param ${shellWord(text)}`),
    ...set.map((text) => `--set ${shellWord(text)}`),
  ];
  return words.join(" ");
}
