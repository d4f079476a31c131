import type { RawLine } from "./lines.ts";

/** Gives one line after the other; undefined behind the last. */
export type NextLine = () => Promise<RawLine | undefined>;

/** Whether a log that begins with these lines is one JSON array of entries, rather than lines with brackets in them. */
export function beginsArray(lines: readonly RawLine[]): boolean {
  const begin = lines.map(({ text }) => text.slice(0, 200)).join("\n");
  return /^\s*\[\s*\{\s*"/.test(begin);
}

/**
 * Reads a JSON array, however it is laid out and wherever it is cut: gives each element's text, in memory bounded by
 * `longest` characters an element. Ends with the array; what stands behind it is not read.
 */
export async function* splitArray(next: NextLine, longest: number): AsyncGenerator<RawLine, void, void> {
  let depth = 0;
  let isText = false;
  let isEscaped = false;
  let element = "";
  for (let line = await next(); line; line = await next()) {
    const { text } = line;
    let from = 0;
    for (let at = 0; at < text.length; at++) {
      const character = text.charCodeAt(at);
      if (isText) {
        if (isEscaped) isEscaped = false;
        else if (character === 92) isEscaped = true;
        else if (character === 34) isText = false;
      } else if (character === 34) isText = true;
      else if (character === 123 || character === 91) {
        depth += 1;
        if (depth === 2) from = at;
      } else if (character === 125 || character === 93) {
        depth -= 1;
        if (depth <= 0) return;
        if (depth > 1) continue;
        yield { text: element + text.slice(from, at + 1), isCut: false };
        element = "";
        from = at + 1;
      }
    }
    if (depth >= 2 && element.length < longest) element += text.slice(from, from + longest);
  }
  if (depth >= 2 && element !== "") yield { text: element, isCut: true };
}
