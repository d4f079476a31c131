import { entry } from "../entry.ts";

type None = Record<string, never>;

const saveAnew =
  "Save the answer of one request to the list as it came, such as `curl -s -H … https://… > page1.json`.";

/** What can be wrong with a saved answer that a plan is to be made from. */
export const sampleProblems = {
  "sample/unreadable": entry<{ detail: string }>({
    exit: 2,
    message: ({ detail }) => `Invalid sample: it cannot be read (${detail}).`,
    fix: () => saveAnew,
  }),
  "sample/missing": entry<None>({
    exit: 2,
    message: () => "Unknown sample: there is no such file.",
    fix: () => saveAnew,
  }),
  "sample/too-large": entry<{ limit: string }>({
    exit: 2,
    message: ({ limit }) => `Too large: a sample has at most ${limit}.`,
    fix: () => "Save one page of the list, of a hundred records or so; that tells as much.",
  }),
  "sample/too-many": entry<{ most: number }>({
    exit: 2,
    message: ({ most }) => `Too many samples: at most ${most} pages are looked at.`,
    fix: () => "Give the first two or three pages, one after the other.",
  }),
  "sample/empty": entry<None>({
    exit: 2,
    message: () => "Expected a saved answer, found nothing.",
    fix: () => saveAnew,
  }),
  "sample/not-json": entry<{ expected: string }>({
    exit: 2,
    message: ({ expected }) => `Invalid JSON: expected ${expected} here.`,
    fix: () => saveAnew,
  }),
  "sample/json-lines": entry<None>({
    exit: 2,
    message: () => "Expected one answer of the API, found lines of JSON, each a value of its own.",
    fix: () =>
      "Save the answer of the list request itself. If the API answers in lines, look for a form that gives one JSON document; a sync cannot read lines.",
  }),
  "sample/csv": entry<None>({
    exit: 2,
    message: () => "Expected JSON, found a table with separators (CSV).",
    fix: () =>
      "Save what the API answers, not an export. If it answers with CSV, ask for JSON (often the header Accept: application/json, or .json at the end of the path).",
  }),
  "sample/markup": entry<None>({
    exit: 2,
    message: () => "Expected JSON, found HTML or XML: a web page, often one to sign in at.",
    fix: () =>
      "Send the sign-in with the request, ask for JSON (Accept: application/json), and save the answer.",
  }),
  "sample/headers": entry<None>({
    exit: 2,
    message: () => "Expected JSON, found the headers of an answer before it.",
    fix: () =>
      "Save the body alone (`curl -s`, without -i). Keep the headers at hand: a `link:` among them tells how pages go on.",
  }),
  "sample/too-deep": entry<None>({
    exit: 2,
    message: () => "Too deep: no list of records is nested that far.",
    fix: () => saveAnew,
  }),
  "sample/duplicate-name": entry<{ name: string }>({
    exit: 2,
    message: ({ name }) =>
      `Expected "${name}" once in each object: of two values one would be lost without a word.`,
    fix: () => "Save the answer as it came; if the API sends this, tell its makers.",
  }),
  "sample/prototype-name": entry<{ name: string }>({
    exit: 2,
    message: ({ name }) =>
      `Expected plain names in the answer, found ${name}, which has a meaning of its own in JavaScript.`,
    fix: ({ name }) => `Take ${name} out of the saved file; a sync never reads it.`,
  }),
  "sample/no-records": entry<{ holds: string }>({
    exit: 2,
    message: ({ holds }) =>
      `Expected a list of records somewhere in the answer, found none; it holds ${holds}.`,
    fix: () =>
      "Is it the answer of a list, and no error message? Save the answer of the request that lists the records.",
  }),
  "sample/one-record": entry<None>({
    exit: 2,
    message: () => "Expected a list of records, found what looks like a single one.",
    fix: () => "Save the answer of the request that lists them all, such as /orders and not /orders/17.",
  }),
  "sample/empty-list": entry<{ path: string }>({
    exit: 2,
    message: ({ path }) =>
      `Expected records in the list at ${path}, found an empty list: it cannot tell what a record has.`,
    fix: () => "Save an answer with a few records. Is the filter too narrow, or may the token not see them?",
  }),
  "sample/keyed": entry<{ path: string; count: number }>({
    exit: 2,
    message: ({ path, count }) =>
      `Expected a list of records, found an object at ${path} whose ${count} names each hold a record. A sync reads lists.`,
    fix: () => "Look in the API's documentation for a form of this request that answers with a list.",
  }),
  "sample/pages-differ": entry<{ path: string }>({
    exit: 2,
    message: ({ path }) =>
      `Expected pages of one list, but this one has no list of records at ${path}, where the first has it.`,
    fix: () => "Give successive pages of the same list, or each list on its own.",
  }),
};
