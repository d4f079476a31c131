import { findNearest } from "../problems/nearest.ts";
import { Problem } from "../problems/problem.ts";
import type { SourceEntry } from "../source/entry.ts";
import { authSchema, factsSchema, factsShape, type AuthFacts, type Facts } from "../source/schema.ts";
import type { Locate } from "./document.ts";
import { checkShape, type Checked } from "./issues.ts";
import { isMapping, mergeFacts } from "./merge.ts";
import { checkParams, placeholdersOf, valuesOf } from "./params.ts";
import { factQuestion } from "./questions.ts";
import type { Plan } from "./schema.ts";
import { substituteParams } from "./substitute.ts";

/**
 * The source a plan means: its own facts over those of the catalogue, checked, with the parameters put in. `given` is
 * the plan's `source` as written; every fault in it is reported in one pass.
 */
export function resolveSource(
  given: unknown,
  entry: SourceEntry | undefined,
  locate: Locate,
): Checked<Plan["source"]> {
  const { from, params, auth, ...own } = isMapping(given) ? given : {};
  const known =
    entry &&
    Object.fromEntries(Object.keys(factsShape).map((name) => [name, entry[name as keyof typeof factsShape]]));
  const facts = checkShape(factsSchema, mergeFacts(known, own), { base: ["source"], locate });
  const signIn = resolveAuth(auth, entry, locate);
  const used = facts.value && placeholdersOf(facts.value);
  const { values, problems: paramProblems } = checkParams(
    params,
    { entry, used, over: facts.value?.partition?.over },
    locate,
  );
  const problems = [...facts.problems, ...signIn.problems].map(explain);
  if (!facts.value || !signIn.value || paramProblems.length > 0)
    return { value: undefined, problems: [...problems, ...paramProblems] };
  const checked = new Set(Object.keys(entry?.params ?? {}));
  const partitions = partitionsOf(facts.value, values);
  const filled = substituteParams(facts.value, values, { checked, partitions, locate });
  if (filled.problems.length > 0) return { value: undefined, problems: [...problems, ...filled.problems] };
  const source = { ...filled.facts, params: Object.fromEntries(values), auth: signIn.value };
  const several = partitions.length > 1 && { partitions };
  return { value: { ...source, ...several, ...(typeof from === "string" && { from }) }, problems: [] };
}

/** What the source is to be read by, one after the other; one value alone is like any other parameter. */
function partitionsOf({ partition }: Facts, values: ReadonlyMap<string, string>): string[] {
  return partition === undefined ? [] : valuesOf(values.get(partition.over) ?? "");
}

/** The sign-in a plan asks for: the catalogue's preferred one, the one of the kind it names, or its own. */
function resolveAuth(given: unknown, entry: SourceEntry | undefined, locate: Locate): Checked<AuthFacts> {
  const offered: readonly AuthFacts[] = entry?.auth ?? [];
  const kind = isMapping(given) ? given["kind"] : undefined;
  const base = kind === undefined ? offered[0] : offered.find((auth) => auth.kind === kind);
  const isBare = isMapping(given) && Object.keys(given).length === 1 && kind !== "none";
  if (!base && isBare && offered.length > 0) {
    const args = { kind: String(kind), offered: offered.map((auth) => auth.kind).join(", ") };
    return {
      value: undefined,
      problems: [new Problem("plan/auth-not-offered", args, locate(["source", "auth", "kind"]))],
    };
  }
  return checkShape(authSchema, mergeFacts(base, given), { base: ["source", "auth"], locate });
}

/** Asks for a missing fact in the words of the questions, and knows the names of `source` that are no facts. */
function explain(problem: Problem): Problem {
  const { code, args, place } = problem;
  if (code === "plan/missing-field") {
    const { field, expected } = args as { field: string; expected: string };
    const question = factQuestion(field);
    return question ? new Problem("plan/missing-fact", { field, expected, ...question }, place) : problem;
  }
  if (code !== "plan/unknown-field" || !/^source\.[^.[]+$/.test(place.path ?? "")) return problem;
  const { field, known } = args as { field: string; known: string };
  const names = ["from", "params", "auth", ...known.split(", ")];
  return new Problem(code, { field, known: names.join(", "), near: findNearest(field, names) }, place);
}
