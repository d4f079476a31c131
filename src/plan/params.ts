import { findNearest } from "../problems/nearest.ts";
import { Problem } from "../problems/problem.ts";
import type { SourceEntry, SourceParam } from "../source/entry.ts";
import { textsOf } from "../source/request-schema.ts";
import { requestsOf } from "../source/requests.ts";
import type { Facts } from "../source/schema.ts";
import type { Locate } from "./document.ts";
import { describe } from "./issues.ts";
import { isMapping } from "./merge.ts";

/** A parameter's value as one text, several values with commas between them; undefined for anything else. */
function textOf(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  return Array.isArray(value) && value.every((each) => typeof each === "string")
    ? value.join(", ")
    : undefined;
}

/** The values of a parameter that may have several: between commas, each once, in the order given. */
export function valuesOf(text: string): string[] {
  const values = text.split(",").map((value) => value.trim());
  return [...new Set(values.filter((value) => value !== ""))];
}

/** `used` is undefined while the facts have faults: then nobody can say which parameters are unknown. */
type Wanted = {
  entry: SourceEntry | undefined;
  used: ReadonlySet<string> | undefined;
  /** The parameter that may have several values. */
  over?: string | undefined;
};
export type Params = { values: ReadonlyMap<string, string>; problems: Problem[] };

const placeholder = /\{([A-Za-z]\w*)\}/g;

/** The names in braces that a source's address, paths and query use. */
export function placeholdersOf(facts: Facts): ReadonlySet<string> {
  const texts = [
    facts.baseUrl,
    ...requestsOf(facts).flatMap(({ request: { path, query, body } }) => [
      path,
      ...Object.values(query).map(String),
      ...textsOf(body),
    ]),
  ];
  return new Set(texts.flatMap((text) => [...text.matchAll(placeholder)].map((match) => match[1] ?? "")));
}

/**
 * Checks the parameters of a plan against what the catalogue and the placeholders ask for. A missing one has exit 3
 * when there is no file in which it could stand, because then a question was left open.
 */
export function checkParams(given: unknown, wanted: Wanted, locate: Locate): Params {
  const known = new Map(Object.entries(wanted.entry?.params ?? {}));
  const values = new Map<string, string>();
  const problems: Problem[] = [];
  for (const [name, raw] of Object.entries(isMapping(given) ? given : {})) {
    const text = textOf(raw);
    if (text === undefined) continue;
    const value = name === wanted.over ? valuesOf(text).join(", ") : text;
    values.set(name, value);
    const isKnown = !wanted.used || known.has(name) || wanted.used.has(name);
    problems.push(...(isKnown ? misfit(name, value, known.get(name)) : [unknown(name)]));
  }
  for (const [name, param] of known) {
    if (values.has(name)) continue;
    if (param.default === undefined) problems.push(missing(name, param));
    else values.set(name, param.default);
  }
  return { values, problems };

  function misfit(name: string, value: string, param: SourceParam | undefined): Problem[] {
    if (!param) return [];
    const each = name === wanted.over ? valuesOf(value) : [value];
    const odd = each.find((one) => !new RegExp(`^(?:${param.match})$`).test(one));
    if (each.length > 0 && odd === undefined) return [];
    const { label, example, hint } = param;
    const args = { name, label, example, hint, found: describe(odd ?? value) };
    return [new Problem("plan/param-mismatch", args, locate(["source", "params", name]))];
  }

  function unknown(name: string): Problem {
    const names = [...new Set([...known.keys(), ...(wanted.used ?? [])])];
    const args = { name, near: findNearest(name, names), known: names.join(", ") };
    return new Problem("plan/unknown-param", args, locate(["source", "params", name], "key"));
  }

  function missing(name: string, { label, hint, example }: SourceParam): Problem {
    const place = locate(["source", "params", name]);
    const code = place.file === undefined ? "plan/param-unanswered" : "plan/param-missing";
    return new Problem(code, { name, label, hint, example }, place);
  }
}
