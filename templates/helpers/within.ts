import { plain } from "./plain.js";

/** An address made of a value; undefined where there is none. */
export function within(before: string, value: unknown, after: string): string | undefined {
  const text = plain(value);
  // Half of a surrogate pair has no percent-encoding.
  return text === undefined
    ? undefined
    : before + encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, "\uFFFD")) + after;
}
