import type { Problem } from "../problems/problem.ts";
import type { SourceEntry } from "../source/entry.ts";
import { isWithin } from "./answers.ts";
import { architectureQuestion } from "./questions/architecture.ts";
import { authQuestion } from "./questions/auth.ts";
import { fieldsQuestion } from "./questions/fields.ts";
import { nameQuestion, pacerQuestion, titleQuestion } from "./questions/names.ts";
import { paramQuestions } from "./questions/params.ts";
import type { Question } from "./question.ts";
import { scheduleQuestions } from "./questions/schedule.ts";

/** Every question about a source, in the order in which they are asked. */
export function questionsFor(entry: SourceEntry): Question[] {
  return [
    ...paramQuestions(entry),
    nameQuestion,
    titleQuestion,
    pacerQuestion,
    architectureQuestion,
    fieldsQuestion,
    ...scheduleQuestions,
    authQuestion,
  ];
}

/** The question whose answer can mend a problem; undefined if no answer can. */
export function findOwner(problem: Problem, questions: readonly Question[]): Question | undefined {
  const field = fieldOf(problem);
  return field === undefined
    ? undefined
    : questions.find(({ owns }) => owns.some((own) => isWithin(field, own)));
}

/** The field a taken name is derived from, by what wanted it: `pacer "demoApi"`, `client`. */
function takenField(wanted: string): string {
  const [what = ""] = wanted.split(" ");
  if (["pacer", "client", "oauth"].includes(what)) return "pacer";
  return what === "credential" ? "source.auth" : "name";
}

function fieldOf({ code, args, place }: Problem): string | undefined {
  if (code === "edit/key-taken" || code === "edit/name-taken")
    return "wanted" in args ? takenField(args.wanted) : "name";
  if (code === "add/plan-changed") return "name";
  // A `--set` for a place that is not there has no place in the plan, only the words that were typed.
  if (code === "plan/set-path" && "path" in args) return args.path;
  // No question asks for a time that nothing runs by: only what was typed can hold one.
  return ["plan/time-stray", "plan/time-unused"].includes(code) ? undefined : place.path;
}
