import { filled, sayFilled } from "./columns.ts";
import { wordsOf } from "./json.ts";
import { allText, shapes, timeForm } from "./shapes.ts";
import { tellingName } from "./subject.ts";
import type { Column, Guess } from "./types.ts";

const usualNames: readonly (readonly [RegExp, number])[] = [
  [/^(title|name|display name|full name|real name|label|subject|headline|summary)$/, 6],
  [
    /^(caption|company name|company|file name|product name|topic|question|nick ?name|short name|legal name|tagline)$/,
    4,
  ],
  [/\b(name|title|subject)$/, 3],
  [
    /^(description|message|text|body|email|e mail|login|username|user name|number|code|slug|key|symbol|reference|sku)$/,
    1,
  ],
];

/** What a title is made of: one place, or a first and a last name joined by a blank. */
type Source = string | readonly (readonly string[])[];

/**
 * The text that people call a record by: short, mostly there, mostly different. Undefined where no text will do. The
 * value is what a field of the plan takes as `from`.
 */
export function findTitle(
  columns: readonly Column[],
  id: string | undefined,
): (Guess & { value: Source }) | undefined {
  const candidates = columns
    .filter((column) => column.path !== id && isTitleLike(column))
    .map((column) => ({ column, score: scoreOf(column) }))
    .sort((one, other) => other.score - one.score);
  const [best, ...rest] = candidates;
  const alternatives = rest.slice(0, 4).map(({ column }) => column.path);
  const name = findPersonName(columns);
  if (name && (best === undefined || best.score < 6))
    return {
      path: "fields.title",
      value: [name],
      reason: "a first and a last name, which together say who it is",
      confidence: "likely",
      alternatives: best ? [best.column.path, ...alternatives].slice(0, 4) : [],
    };
  if (!best) return undefined;
  const { column, score } = best;
  const isDistinct = isMostlyDistinct(column);
  return {
    path: "fields.title",
    value: column.path,
    reason: `a short text ${sayFilled(column)}${isDistinct ? ", mostly a different one" : ""}`,
    confidence: score >= 6 && isDistinct && column.values.length > 1 ? "likely" : "guess",
    alternatives,
  };
}

function isTitleLike(column: Column): boolean {
  const values = filled(column);
  if (values.length * 10 < column.values.length * 6 || values.length === 0 || !allText(values)) return false;
  if (timeForm(values, column.names.at(-1) ?? "") !== undefined) return false;
  const isOther = (text: string) => shapes.url(text) || shapes.uuid(text) || shapes.decimal(text);
  const length = values.reduce((sum, text) => sum + text.length, 0) / values.length;
  return length <= 150 && !values.some(isOther);
}

function scoreOf(column: Column): number {
  const words = wordsOf(tellingName(column)).join(" ");
  const name = usualNames.find(([pattern]) => pattern.test(words))?.[1] ?? 0;
  const values = filled(column) as readonly string[];
  const isWordy = values.some((text) => /\p{L}\s+\p{L}/u.test(text));
  return (
    name +
    (isWordy ? 1.5 : 0) +
    (isMostlyDistinct(column) ? 2 : -2) -
    (column.own ? 0 : 5) -
    column.names.length * 0.2
  );
}

function isMostlyDistinct(column: Column): boolean {
  const values = filled(column);
  return new Set(values).size * 10 >= values.length * 8;
}

/** `first_name` and `last_name`, where both are there. */
function findPersonName(columns: readonly Column[]): readonly string[] | undefined {
  const find = (pattern: RegExp) =>
    columns.find(
      (column) =>
        column.own && isTitleLike(column) && pattern.test(wordsOf(column.names.at(-1) ?? "").join(" ")),
    );
  const first = find(/^(first|given|f) ?name$/);
  const last = find(/^(last|family|sur|l) ?name$/);
  return first && last ? [first.path, last.path] : undefined;
}
