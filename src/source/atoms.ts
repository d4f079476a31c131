import { z } from "zod";
import { parseDuration } from "./duration.ts";
import { answerPath, parsePath, pathNames } from "./path.ts";

// Limits keep a hostile file small; the words are what a person reads next to file and line: "Expected <words> in …".
export const form = (words: string, max: number, fits: RegExp | ((value: string) => boolean)) => {
  const bounded = z.string(words).max(max, words);
  return (fits instanceof RegExp ? bounded.regex(fits, words) : bounded.refine(fits, words)).describe(words);
};
export const line = (max: number) =>
  z
    .string("text")
    .min(1, "text that is not empty")
    .max(max, `text of at most ${max} characters`)
    .refine(
      (value) => !/[\u0000-\u001f\u007f\u2028\u2029]/.test(value),
      "one line of text without control characters",
    );

export const text = line(200);
/** One emoji, however many code points it is made of. */
export const emoji = form("one emoji", 40, (value) => {
  const graphemes = [...new Intl.Segmenter().segment(value)];
  return graphemes.length === 1 && /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u.test(value);
});
export const duration = form(
  "a duration like 30s, 5m, 24h or 7d",
  10,
  (value) => parseDuration(value) !== undefined,
);
export const recordPath = form(
  "a path like user.login, labels[].name or items[0].name",
  300,
  (path) => path !== "" && parsePath(path) !== undefined,
);
/** A path to one value: an id or a time is not a list. */
export const valuePath = form(
  "a path to one value, like user.login (no [])",
  300,
  (path) => path !== "" && pathNames(path) !== undefined,
);
/** A path to one value of an answer. */
export const envelopePath = form(
  'a path like data.items or responses[0].items ("" for the whole answer)',
  300,
  (path) => answerPath(path) !== undefined,
);
/** A path to one value of an answer that leads through no list. */
export const memberPath = form(
  "a path like data.items (no [])",
  300,
  (path) => pathNames(path) !== undefined,
);
export const headerName = form("a header name", 100, /^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/);
export const queryName = form("the name of a query parameter", 100, /^[\w.[\]$-]+$/);
export const envName = form(
  "a name like ACME_TOKEN (capitals, digits, _; not NOTION_…)",
  64,
  /^(?!NOTION_)[A-Z][A-Z0-9_]*$/,
);
/** The form of a parameter's name. */
export const paramName = /^[a-z][A-Za-z0-9]{0,40}$/;
export const status = z.int().min(400).max(599);
export const scalar = z.union([line(500), z.number(), z.boolean()], "text, a number, true or false");
