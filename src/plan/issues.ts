import type { z } from "zod";
import { findNearest } from "../problems/nearest.ts";
import { printableJson } from "../problems/printable.ts";
import { Problem } from "../problems/problem.ts";
import type { Locate } from "./document.ts";
import { sayPath, type FieldPath } from "./field-path.ts";

/** What a check gives: the value with its defaults, or every fault as a problem with its place. */
export type Checked<Value> = { value: Value; problems: [] } | { value: undefined; problems: Problem[] };

type Issue = z.core.$ZodIssue;
type RawIssue = z.core.$ZodRawIssue;

const typeWords: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  object: "a mapping of names to values",
  record: "a mapping of names to values",
  array: "a list",
};

/** Where a checked value stands: the path of its top in the plan, and the way to its lines. */
type At = { base: FieldPath; locate: Locate };

/** Checks the shape of a part of the plan; each message says what was expected and what was found. */
export function checkShape<Value>(schema: z.ZodType<Value>, value: unknown, at: At): Checked<Value> {
  const result = schema.safeParse(value, { error: sayExpected });
  if (result.success) return { value: result.data, problems: [] };
  const problems = result.error.issues.flatMap((issue) =>
    issueProblems(issue, valueAt(value, issue.path as FieldPath), at),
  );
  return { value: undefined, problems };
}

function issueProblems(issue: Issue, found: unknown, { base, locate }: At): Problem[] {
  const path = [...base, ...(issue.path as FieldPath)];
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((name) => {
      const near = findNearest(name, issue.message.split(", "));
      return new Problem(
        "plan/unknown-field",
        { field: name, near, known: issue.message },
        locate([...path, name], "key"),
      );
    });
  }
  const field = sayPath(path);
  if (issue.code === "invalid_key") {
    const args = { field, expected: issue.message, found: describe(path.at(-1)) };
    return [new Problem("plan/unexpected-value", args, locate(path, "key"))];
  }
  if (found === undefined)
    return [new Problem("plan/missing-field", { field, expected: issue.message }, locate(path))];
  const choices = choicesOf(issue);
  const near = typeof found === "string" ? findNearest(found, choices) : undefined;
  const quotable =
    issue.message === typeWords["string"] && (typeof found === "number" || typeof found === "boolean");
  const mend = near ?? (quotable ? JSON.stringify(String(found)) : undefined);
  return [
    new Problem(
      "plan/unexpected-value",
      { field, expected: issue.message, found: describe(found), mend },
      locate(path),
    ),
  ];
}

/** The values a field may have, if they are a short list. */
function choicesOf(issue: Issue): string[] {
  if (issue.code === "invalid_value") return issue.values.map(String);
  return issue.code === "invalid_union" && "options" in issue ? (issue.options as unknown[]).map(String) : [];
}

/** Words for what a schema wants, used where the schema has none of its own. */
function sayExpected(issue: RawIssue): string {
  if (issue.code === "unrecognized_keys") return knownKeys(issue.inst).join(", ");
  if (issue.code === "invalid_value") return sayChoices(issue.values.map(String));
  if (issue.code === "invalid_key") return issue.issues[0]?.message ?? "another name";
  if (issue.code === "invalid_type") return typeWords[issue.expected] ?? issue.expected;
  if (issue.code === "too_small") return sayBound("at least", Number(issue.minimum), issue.origin);
  if (issue.code === "too_big") return sayBound("at most", Number(issue.maximum), issue.origin);
  if (issue.code === "invalid_format")
    return issue.format === "emoji" ? "one emoji" : "a URL like https://example.com/path";
  if (issue.code === "invalid_union" && "options" in issue)
    return sayChoices((issue.options as unknown[]).map(String));
  return "another value";
}

function sayChoices(values: string[]): string {
  return values.length === 1 ? String(values[0]) : `one of ${values.join(", ")}`;
}

function sayBound(word: string, bound: number, origin: string): string {
  if (origin === "string")
    return bound === 1 ? "text that is not empty" : `text of ${word} ${bound} characters`;
  if (origin === "array") return `a list of ${word} ${bound} ${bound === 1 ? "entry" : "entries"}`;
  return `a number of ${word} ${bound}`;
}

function knownKeys(schema: unknown): string[] {
  const shape = (schema as { _zod?: { def?: { shape?: object } } } | undefined)?._zod?.def?.shape;
  return Object.keys(shape ?? {});
}

/** A value in a few words, as messages quote it; a password in an address is not repeated. */
export function describe(value: unknown): string {
  if (typeof value === "string") {
    // Cut first: the pattern is quadratic, and a value may be as long as a plan.
    const shown = value.slice(0, 1000).replaceAll(/[^\s/@]*:[^\s/@]*@/g, "…@");
    return printableJson(shown.length > 60 ? `${shown.slice(0, 59)}…` : shown);
  }
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : `a list of ${value.length}`;
  if (typeof value === "object" && value !== null) return "a mapping";
  return value === null ? "nothing" : String(value);
}

function valueAt(value: unknown, path: FieldPath): unknown {
  return path.reduce<unknown>((inner, step) => {
    const owns = typeof inner === "object" && inner !== null && Object.hasOwn(inner, step);
    return owns ? (inner as Record<string | number, unknown>)[step] : undefined;
  }, value);
}
