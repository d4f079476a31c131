import type { Readable } from "node:stream";
import type { Mask } from "./mask.ts";
import { cutToWidth, toPlainLine } from "../problems/text-width.ts";

const mostLines = 200;
const longestLine = 500;
/** A longer line is not shown at all: cut, it could end in half a secret, which no mask knows. */
const longestBuffer = 65_536;
const tailLength = 5;

/** What the worker itself prints, made safe to show: by line, masked, bounded in length and number. */
export type OutputLines = {
  listen(stream: Readable): void;
  /** The last lines, for the case that the process dies. */
  tail(): readonly string[];
};

/** Collects lines and gives each to `show`; after 200 it says once that there is more. */
export function createOutputLines(mask: Mask, show: (line: string) => void): OutputLines {
  const tail: string[] = [];
  let count = 0;
  const take = (line: string): void => {
    const whole = line.length > longestBuffer ? `… a line of over ${longestBuffer} characters` : line;
    const safe = cutToWidth(toPlainLine(mask(stripColours(whole))), longestLine);
    if (safe.trim() === "") return;
    tail.push(safe);
    if (tail.length > tailLength) tail.shift();
    count += 1;
    if (count <= mostLines) show(safe);
    if (count === mostLines + 1) show("… more of what the worker prints is not shown");
  };
  return {
    tail: () => tail,
    listen(stream) {
      let rest = "";
      stream.setEncoding("utf8");
      stream.on("data", (chunk: string) => {
        const lines = (rest + chunk).split(/\r?\n/);
        rest = (lines.pop() ?? "").slice(0, longestBuffer + 1);
        for (const line of lines) take(line);
      });
      stream.on("end", () => take(rest));
    },
  };
}

function stripColours(line: string): string {
  return line.replace(/\u001b\[[0-9;]*m/g, "");
}
