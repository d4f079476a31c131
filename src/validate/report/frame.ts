import { printable } from "../../problems/printable.ts";
import { displayWidth } from "../../problems/text-width.ts";
import type { Span } from "../types.ts";

const widest = 140;
const linesAround = 1;

/** A piece of a file for people: the lines of a span with their numbers, one before, one behind, and marks below. */
export function codeFrame(text: string, span: Span): string[] {
  const lines = text.replace(/^\uFEFF+/, "").split(/\r\n?|\n/);
  const first = Math.max(1, span.line - linesAround);
  const last = Math.min(lines.length, span.line + linesAround);
  const digits = String(last).length;
  const numbers = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  // A line that goes on for thousands of characters is shown around the place.
  const from = span.column > widest - 20 ? span.column - 60 : 0;
  return numbers.flatMap((number) => {
    const raw = lines[number - 1] ?? "";
    const isMarked = number === span.line;
    const head = `${isMarked ? ">" : " "} ${String(number).padStart(digits)} │ `;
    const line = `${head}${cut(raw, from)}`.trimEnd();
    if (!isMarked) return [line];
    const end = span.endLine === span.line ? span.endColumn - 1 : raw.length;
    const before = shown(raw.slice(from, span.column - 1));
    const marked = shown(raw.slice(span.column - 1, Math.min(end, from + widest)));
    const marks = "^".repeat(Math.max(1, displayWidth(marked)));
    return [line, `${" ".repeat(digits + 2)} │ ${" ".repeat(displayWidth(before))}${marks}`];
  });
}

function cut(line: string, from: number): string {
  const piece = shown(line.slice(from, from + widest));
  return line.length > from + widest ? `${piece}…` : piece;
}

function shown(text: string): string {
  return printable(text.replaceAll("\t", "  "));
}
