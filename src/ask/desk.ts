import type { PreparedPlan } from "../plan/load.ts";
import { Problem, throwAll } from "../problems/problem.ts";
import { readProject } from "../project/read.ts";
import type { Project } from "../project/types.ts";
import type { SourceEntry } from "../source/entry.ts";
import { loadEntry } from "../source/load.ts";
import { findSource, isAnswered, withoutAnswers, type Setting } from "./answers.ts";
import type { Asker } from "./asker.ts";
import { checkAnswers, findOwnProblem, sayProblem } from "./check.ts";
import type { Question } from "./question.ts";
import { findOwner, questionsFor } from "./questions.ts";
import type { Session } from "./session.ts";

/** Everything at hand while the questions about one source and one place are asked. */
export type Desk = {
  session: Session;
  asker: Asker;
  entry: SourceEntry;
  project: Project;
  questions: readonly Question[];
};

/** The next thing to do: ask a question (with what is wrong, if its answer cannot stay), or look at the finished plan. */
export type Step =
  { question: Question; problem?: Problem } | { question: undefined; prepared: PreparedPlan };

/** Reads the source and the project a session is about. Throws a Problem if one of them cannot be read. */
export async function openDesk(session: Session, asker: Asker): Promise<Desk> {
  const { place } = session;
  const source = findSource(session.answers);
  if (!place || source === undefined) throw new Error("the place and the source are asked first");
  const [entry, project] = await Promise.all([loadEntry(source), readProject(place.root)]);
  return { session, asker, entry, project, questions: questionsFor(entry) };
}

/** The desk with the project as it is now; as it was, if the project cannot be read: the review will say why. */
export async function refreshDesk(desk: Desk): Promise<Desk> {
  try {
    return await openDesk(desk.session, desk.asker);
  } catch (error) {
    if (error instanceof Problem) return desk;
    throw error;
  }
}

/** Finds the first question that is open, or whose answer cannot stay. Throws what no question can mend. */
export async function nextStep(desk: Desk): Promise<Step> {
  const { session, entry, questions } = desk;
  const { answers } = session;
  const isDone = (question: Question) => isSettled(question, answers);
  const checked = await checkAnswers(entry.id, answers);
  if (!checked.prepared) {
    const early = questions.find((question) => question.stage === "early" && !isDone(question));
    const owned = checked.problems.map((problem) => ({ problem, question: findOwner(problem, questions) }));
    throwUnowned(checked.problems, questions);
    const broken = owned.find(({ question }) => question && (question.stage === "late" || isDone(question)));
    if (broken?.question) return { question: broken.question, problem: broken.problem };
    if (early) return { question: early };
    throw new Error("a plan has a problem and no question for it");
  }
  const { prepared } = checked;
  const { plan } = prepared.complete;
  const facts = { plan, project: desk.project, entry, answers };
  const open = questions.find((question) => {
    if (question.stage === "early") return !isDone(question);
    return question.fault?.(facts) !== undefined || (!isDone(question) && question.isAsked(facts));
  });
  return open ? { question: open } : { question: undefined, prepared };
}

/** No answer can mend these: they are in what was typed on the command line. */
function throwUnowned(problems: readonly Problem[], questions: readonly Question[]): void {
  throwAll(problems.filter((problem) => findOwner(problem, questions) === undefined));
}

function isSettled(question: Question, answers: readonly Setting[]): boolean {
  const mark = question.stage === "late" ? question.mark : undefined;
  return [question.field, mark ?? question.field].some((field) => isAnswered(answers, field));
}

/** Asks a question and keeps its answer in place of an earlier one. */
export async function answer(desk: Desk, question: Question): Promise<void> {
  const { session, entry, project, asker } = desk;
  const others = withoutAnswers(session.answers, question.sets);
  const attempt = (settings: readonly Setting[]) => checkAnswers(entry.id, [...others, ...settings]);
  const check = async (settings: readonly Setting[]) => {
    const problem = findOwnProblem(await attempt(settings), question);
    return problem && sayProblem(problem);
  };
  const prepare = async (settings: readonly Setting[]) => (await attempt(settings)).prepared;
  const now = (await checkAnswers(entry.id, session.answers)).prepared;
  const early = { entry, project, answers: session.answers, check };
  if (question.stage === "early") {
    const given = session.answers
      .findLast(({ field }) => field === question.field)
      ?.text.replace(/^[^=]*=/, "");
    session.answers = [...others, ...(await question.ask(asker, { ...early, current: given }))];
    return;
  }
  const proposed = await prepareRest(desk, others);
  const plan = (now ?? proposed).complete.plan;
  const fault = question.fault?.({ plan, project });
  if (fault !== undefined) asker.tell(fault);
  session.answers = [...others, ...(await question.ask(asker, { ...early, proposed, plan, prepare }))];
}

/** The plan without one question's answer, and without any other answer that cannot stay: something to propose from. */
async function prepareRest({ entry, questions }: Desk, answers: readonly Setting[]): Promise<PreparedPlan> {
  let kept = answers;
  for (let round = 0; round <= questions.length; round++) {
    const checked = await checkAnswers(entry.id, kept);
    if (checked.prepared) return checked.prepared;
    throwUnowned(checked.problems, questions);
    const faulty = checked.problems.flatMap((problem) => findOwner(problem, questions)?.sets ?? []);
    kept = withoutAnswers(kept, faulty);
  }
  throw new Error("no plan is left when every faulty answer is gone");
}
