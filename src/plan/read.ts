import { findNearest } from "../problems/nearest.ts";
import { Problem, throwAll } from "../problems/problem.ts";
import type { SourceEntry } from "../source/entry.ts";
import { loadEntry } from "../source/load.ts";
import { checkPlan } from "./check.ts";
import { checkTimesCount } from "./checks/schedule.ts";
import { completePlan, missingFields } from "./complete.ts";
import { locateIn, type Locate, type PlanDocument } from "./document.ts";
import { sayPath, type FieldPath } from "./field-path.ts";
import { checkShape } from "./issues.ts";
import { isMapping } from "./merge.ts";
import { blankPattern, factQuestion } from "./questions.ts";
import { resolveSource } from "./resolve.ts";
import { planSchema, type CompletePlan } from "./schema.ts";

/** A plan that passed every check, with the catalogue entry it stands on. */
export type ReadPlan = { complete: CompletePlan; entry?: SourceEntry };

/**
 * Reads a plan: shape, source, defaults, gate. Throws every problem of the first of these stages that has any, in the
 * order of their lines; shape and source are one stage, so that a plan is mended in two rounds at most.
 */
export async function readPlan(document: PlanDocument): Promise<ReadPlan> {
  const locate = locateIn(document);
  const source = isMapping(document.value) ? document.value["source"] : undefined;
  const { entry, problems: entryProblems } = await findEntry(source, locate);
  const input = checkShape(planSchema, document.value, { base: [], locate });
  const blanks = findBlanks(document.value, []).map(({ path, blank }) => blankProblem(path, blank, locate));
  const sourceProblems =
    entryProblems.length > 0 || !isMapping(source) ? [] : resolveSource(source, entry, locate).problems;
  const isBare =
    !entry &&
    entryProblems.length === 0 &&
    isMapping(source) &&
    isMapping(document.value) &&
    document.value["fields"] === undefined;
  const fieldProblems = isBare ? [missingFields(locate)] : [];
  throwAll(tidy([...blanks, ...entryProblems, ...input.problems, ...sourceProblems, ...fieldProblems]));
  if (!input.value) throw new Error("a plan of the wrong shape has no problem");
  const complete = completePlan(input.value, entry, locate);
  const stray = checkTimesCount(input.value.schedule, complete.plan, locate);
  throwAll(byLine([...stray, ...checkPlan(complete.plan, locate)]));
  return { complete, ...(entry && { entry }) };
}

async function findEntry(
  source: unknown,
  locate: Locate,
): Promise<{ entry?: SourceEntry; problems: Problem[] }> {
  const from = isMapping(source) ? source["from"] : undefined;
  if (typeof from !== "string") return { problems: [] };
  try {
    return { entry: await loadEntry(from), problems: [] };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { problems: [new Problem(error.code, error.args, locate(["source", "from"]))] };
  }
}

/** One problem a place: the first, which is the one that explains it best. */
function tidy(problems: Problem[]): Problem[] {
  const seen = new Set<string>();
  const first = problems.filter(({ place, code, args }) => {
    const key = place.path ?? `${code} ${JSON.stringify(args)}`;
    return !seen.has(key) && seen.add(key);
  });
  return byLine(first);
}

function byLine(problems: Problem[]): Problem[] {
  const order = ({ place: { line = Infinity, column = 0 } }: Problem) => [line, column] as const;
  return problems.toSorted((left, right) => {
    const [[line, column], [otherLine, otherColumn]] = [order(left), order(right)];
    return line === otherLine ? column - otherColumn : line - otherLine;
  });
}

function findBlanks(value: unknown, path: FieldPath): { path: FieldPath; blank: string }[] {
  if (typeof value === "string") return blankPattern.test(value) ? [{ path, blank: value }] : [];
  if (typeof value !== "object" || value === null) return [];
  const steps = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return steps.flatMap(([step, each]) => findBlanks(each, [...path, step]));
}

function blankProblem(path: FieldPath, blank: string, locate: Locate): Problem {
  const fields = path.map((_, index) => sayPath(path.slice(0, index + 1))).reverse();
  const ask = fields.map((field) => factQuestion(field)?.ask).find((each) => each !== undefined);
  return new Problem("plan/blank-left", { field: sayPath(path), blank, ask }, locate(path));
}

/** The catalogue id somebody may have meant by a word that is no file. */
export function findMeant(word: string, ids: readonly string[]): string | undefined {
  return findNearest(word.replaceAll(/[^A-Za-z0-9]+/g, "."), ids);
}
