import { longestLine } from "./lines.ts";
import type { ShownLine } from "./shown.ts";

/** A line and its number in the log. */
export type NumberedLine = ShownLine & { at: number };

/** Puts lines together that a platform broke into several because they were long. */
export type Joiner = {
  /** The lines that are whole now: none while one may go on, several once it turns out that it does not. */
  read(line: NumberedLine): readonly NumberedLine[];
  end(): readonly NumberedLine[];
};

const opening = /<__notion_(?:output|error)__>/;
const closing = /<\/__notion_(?:output|error)__>\s*$/;
// A shorter line is broken off by its worker or by hand; it does not go on.
const shortestBroken = 256;
const mostParts = 2_000;

/** Makes a joiner for the lines of one run. Only a marker that lacks its end is waited for. */
export function createJoiner(): Joiner {
  let parts: NumberedLine[] = [];
  let length = 0;
  const flush = (): readonly NumberedLine[] => {
    const all = parts;
    parts = [];
    length = 0;
    return all;
  };
  const isOpen = ({ text }: NumberedLine): boolean =>
    text.length >= shortestBroken && opening.test(text) && !closing.test(text);
  return {
    end: flush,
    read(line) {
      const [first] = parts;
      if (!first) {
        if (!isOpen(line)) return [line];
        parts = [line];
        length = line.text.length;
        return [];
      }
      length += line.text.length;
      if (
        line.text.trim() === "" ||
        opening.test(line.text) ||
        length > longestLine ||
        parts.length === mostParts
      ) {
        const before = flush();
        return isOpen(line) ? [...before, ...this.read(line)] : [...before, line];
      }
      // The closing tag may be broken in two as well.
      const end = `${parts.at(-1)?.text.slice(-40) ?? ""}${line.text}`;
      parts.push(line);
      if (!closing.test(end)) return [];
      return [
        {
          ...first,
          text: flush()
            .map(({ text }) => text)
            .join(""),
        },
      ];
    },
  };
}
