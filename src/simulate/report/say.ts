import { cutToWidth, toPlainLine } from "../../problems/text-width.ts";

const units = [
  { ms: 86_400_000, word: "d" },
  { ms: 3_600_000, word: "h" },
  { ms: 60_000, word: "min" },
  { ms: 1000, word: "s" },
] as const;

/** A time span in its two largest units: `3 h 20 min`, `45 s`, `0 s`. */
export function saySpan(ms: number): string {
  const rounded = Math.max(0, Math.round(ms / 1000) * 1000);
  const first = units.findIndex((unit) => rounded >= unit.ms);
  const [large, small] = [units[first], units[first + 1]];
  if (large === undefined) return "0 s";
  const count = Math.floor(rounded / large.ms);
  const rest = small === undefined ? 0 : Math.floor((rounded % large.ms) / small.ms);
  return `${count} ${large.word}${rest === 0 ? "" : ` ${rest} ${small?.word}`}`;
}

/** A moment in UTC, to the minute: `2026-03-01 08:00`. */
export function sayMoment(time: number): string {
  return new Date(time).toISOString().slice(0, 16).replace("T", " ");
}

/** `1 row`, `3 rows`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

/** A foreign text on one line, cut, in quotes; `nothing` where it is empty. */
export function quote(text: string): string {
  return text === "" ? "nothing" : `"${bare(text)}"`;
}

/** A foreign text on one line, cut. */
export function bare(text: string, width = 60): string {
  return cutToWidth(toPlainLine(text.slice(0, width * 16)).trim(), width);
}
