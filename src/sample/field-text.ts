import { inlineYaml } from "../plan/inline.ts";
import type { Field } from "../source/field-schema.ts";
import type { Findings } from "./guess.ts";
import { shown } from "./json.ts";
import { sayGuess, wrapAll } from "./say.ts";
import type { Column } from "./types.ts";

/** The properties, each with its reason; the title first, the id last. */
export function fieldRows(found: Findings): { line: string; comment: string[] } {
  const { title, id, fields } = found;
  const titleFrom = title ? inlineYaml(title.value) : "<fill in the path like name>";
  const name = title && typeof title.value === "string" && /title$/i.test(title.value) ? "Title" : "Name";
  const empty = name === "Title" ? "(no title)" : "(no name)";
  const lines = [
    "fields:",
    ...comment(
      title
        ? sayGuess(title)
        : "Not found: no short text that could be a title. What do people call a record by?",
    ),
    `  - { name: ${name}, type: title, from: ${titleFrom}, empty: ${inlineYaml(empty)} }`,
    ...fields.flatMap((guess) => [...comment(sayGuess(guess)), `  - ${inlineYaml(ordered(guess.value))}`]),
    `  - { name: ID, type: richText, from: ${id ? inlineYaml(id.value) : "<fill in the same path as in list.id>"} }`,
  ];
  return {
    line: lines.join("\n"),
    comment: wrapAll(
      "What people see, in their order: one title, what matters most, the rest, the id last. Take out what nobody needs. A select shows its options and, being open, others that come.",
      ...sayColumns("Became no property:", found.left),
      ...sayColumns("Never filled in the sample, so nothing is known of them:", found.empty),
    ),
  };
}

const mostNamed = 20;

function sayColumns(words: string, columns: readonly Column[]): string[] {
  if (columns.length === 0) return [];
  const names = columns.slice(0, mostNamed).map(({ path }) => shown(path));
  const rest = columns.length - names.length;
  return [`${words} ${names.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}.`];
}

function ordered({ name, type, from, ...rest }: Field): Field {
  return { name, type, from, ...rest };
}

function comment(text: string): string[] {
  return wrapAll(text).map((line) => `  # ${line}`);
}
