import { plain } from "./plain.js";

/** An option's name. Notion splits a value at commas and takes at most 100 characters. */
export const optionName = (value: unknown): string | undefined =>
  plain(plain(value)?.replaceAll(/\s*,\s*/g, "; "), 100);
