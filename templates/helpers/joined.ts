import { plain } from "./plain.js";

/** Several values as one text with blanks between them; undefined if all are blank. */
export const joined = (...values: unknown[]): string | undefined =>
  plain(values.flatMap((value) => plain(value) ?? []).join(" "));
