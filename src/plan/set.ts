import { isDeepStrictEqual } from "node:util";
import { parseDocument } from "yaml";
import { Problem } from "../problems/problem.ts";
import type { Answer } from "./answer.ts";
import type { PlanDocument } from "./document.ts";
import { sayPath, type FieldPath } from "./field-path.ts";
import { inlineYaml } from "./inline.ts";
import { parseYaml } from "./parse.ts";
import { findParent, nest, spliceYaml } from "./splice.ts";

type Parsed = Pick<PlanDocument, "text" | "yaml" | "value">;

/**
 * The plan with one field set or taken out; comments and layout of the rest stay as they are. Items of a list are
 * found by position or by their `name`. Throws `plan/set-path` when there is no such place.
 */
export function setIn(document: PlanDocument, answer: Answer): PlanDocument {
  const path = findNamedItems(document.value, answer.path);
  if (!hasPlace(document.value, path)) throw new Problem("plan/set-path", { path: sayPath(answer.path) });
  const expected = withValue(document.value, path, answer.value);
  if (isDeepStrictEqual(expected, document.value))
    return { ...document, answered: [...document.answered, path] };
  const after =
    readIfEqual(spliceYaml(document, path, answer.value), expected) ??
    parseAs(rewrite(document, path, answer.value));
  // Without an item the positions of those behind it no longer fit the user's file.
  const answered = answer.value === undefined && typeof path.at(-1) === "number" ? path.slice(0, -1) : path;
  return { ...document, ...after, answered: [...document.answered, answered] };
}

/** `fields.Status.type` → `fields[1].type` where `fields` is a list of things with a name. */
function findNamedItems(value: unknown, path: FieldPath): FieldPath {
  let current = value;
  return path.map((step) => {
    const index =
      Array.isArray(current) && typeof step === "string"
        ? current.findIndex((item) => at(item, "name") === step)
        : -1;
    const found = index >= 0 ? index : step;
    current = at(current, found);
    return found;
  });
}

function at(value: unknown, step: string | number): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return undefined;
  return (value as Record<string | number, unknown>)[step];
}

/** Whether a value can stand there: an item of a list or the next one, a name of a mapping or of nothing yet. */
function hasPlace(value: unknown, path: FieldPath): boolean {
  const [step, ...rest] = path;
  if (step === undefined) return true;
  const fits = Array.isArray(value)
    ? typeof step === "number" && step <= value.length
    : typeof step === "string" && (value === undefined || value === null || typeof value === "object");
  return fits && hasPlace(at(value, step), rest);
}

function withValue(value: unknown, path: FieldPath, next: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return next;
  const after = withValue(at(value, step), rest, next);
  if (Array.isArray(value)) {
    const index = Number(step);
    if (after === undefined) return value.filter((_, each) => each !== index);
    return [...value.slice(0, index), after, ...value.slice(index + 1)];
  }
  const copy: Record<string, unknown> = { ...(value ?? {}) };
  if (after === undefined) delete copy[step];
  else copy[step] = after;
  return next === undefined && value === undefined ? undefined : copy;
}

/** Throws the problem of a text that has become too large or deep. */
function parseAs(text: string): Parsed {
  const { yaml, value } = parseYaml(text);
  return { text, yaml, value };
}

function readIfEqual(text: string | undefined, expected: unknown): Parsed | undefined {
  if (text === undefined) return undefined;
  try {
    const parsed = parseAs(text);
    return isDeepStrictEqual(parsed.value, expected) ? parsed : undefined;
  } catch (error) {
    if (error instanceof Problem) return undefined;
    throw error;
  }
}

/** The sure way: comments stay, but the parser prints the whole text in its own layout. */
function rewrite(document: PlanDocument, path: FieldPath, value: unknown): string {
  const copy = parseDocument(document.text, { stringKeys: true });
  const { depth } = findParent(copy, path);
  if (value === undefined) copy.deleteIn(path);
  else
    copy.setIn(
      path.slice(0, depth + 1),
      parseDocument(inlineYaml(nest(path.slice(depth + 1), value))).contents,
    );
  return copy.toString({ lineWidth: 0 });
}
