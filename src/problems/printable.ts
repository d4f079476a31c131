import { stripVTControlCharacters } from "node:util";

const colour = /\u001b\[[0-9;]*m/g;
const controls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;
const directions = /[\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/**
 * Text that a terminal shows as it reads: no escape sequences, control characters or direction overrides.
 * Line ends and tabs stay. For every string that came from outside.
 */
export function printable(text: string): string {
  return stripVTControlCharacters(text).replace(controls, "").replace(directions, "");
}

/** The same for text of ours that may hold colours; they stay when `coloured` is true. */
export function printableInColour(text: string, coloured: boolean): string {
  const marks = text.match(colour) ?? [];
  return text
    .split(colour)
    .map((part, index) => printable(part) + (coloured ? (marks[index] ?? "") : ""))
    .join("");
}

/** The text without colours and otherwise untouched: what goes into a pipe or a file must stay exact. */
export function withoutColour(text: string): string {
  return text.replace(colour, "");
}

/** JSON in which characters that confuse a terminal are written as escapes; its value is the same. */
export function printableJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g,
    escape,
  );
}

function escape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
