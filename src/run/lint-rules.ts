/** How bad a finding is: an error loses, breaks or deletes data; a warning may. */
export type Severity = "error" | "warning";

/** What `run` looks for in real output and the SDK does not check. `about` is the property, value or number concerned. */
type Rule = { severity: Severity; message: (about: string) => string; fix: string };

/** The rules by id, in the order of a report. */
export const lintRules = {
  "sweeps-everything": {
    severity: "error",
    message: () => "a replace sync ended without a row: Notion would now delete every row of the database",
    fix: "Throw when the API answers with nothing, unless that can really be.",
  },
  "unknown-change": {
    severity: "error",
    message: (about) => `a change is no upsert and no delete: ${about}`,
    fix: 'Set type to "upsert" or "delete".',
  },
  "unknown-database": {
    severity: "error",
    message: (about) => `a change names the database ${about}, which this worker does not declare`,
    fix: "Use the key that stands in worker.database().",
  },
  "delete-in-replace": {
    severity: "error",
    message: () => "a delete in a replace sync has no effect: there, rows go by not being listed",
    fix: 'Leave the deletes out, or set mode: "incremental".',
  },
  "key-not-text": {
    severity: "error",
    message: (about) => `the key is no text but ${about}`,
    fix: "key: String(record.id)",
  },
  "key-not-primary": {
    severity: "error",
    message: (about) =>
      `the key differs from the value of the primary key "${about}", by which Notion finds the row again`,
    fix: "Write the same text to both.",
  },
  "undeclared-property": {
    severity: "error",
    message: (about) => `the property "${about}" is not in the schema`,
    fix: "Add it to the schema, or mend its name: names are compared letter by letter.",
  },
  "wrong-kind": {
    severity: "error",
    message: (about) => `${about} does not hold what its type asks for`,
    fix: "Use the builder of the same name as in the schema.",
  },
  "null-text": {
    severity: "error",
    message: (about) => `"${about}" holds null or undefined instead of text`,
    fix: "value == null ? [] : Builder.…(value)",
  },
  "bad-number": {
    severity: "error",
    message: (about) => `"${about}" holds something that is no finite number`,
    fix: "Number.isFinite(value) ? Builder.number(value) : []",
  },
  "bad-date": {
    severity: "error",
    message: (about) => `"${about}" holds a day that no calendar has, or one outside of 1900 to 2199`,
    fix: "Check the date before Builder.date, which takes 2024-02-30.",
  },
  "reversed-range": {
    severity: "error",
    message: (about) => `"${about}" holds a range that ends before it starts`,
    fix: "Swap the two, or leave the range empty.",
  },
  "no-time-zone": {
    severity: "warning",
    message: (about) =>
      `"${about}" holds a time without a time zone: Builder.dateTime drops the offset, so it shifts`,
    fix: 'Builder.dateTime(new Date(value).toISOString(), "UTC")',
  },
  "dropped-option": {
    severity: "error",
    message: (about) =>
      `a multi-select value is not among the declared options and is dropped without a word: ${about}`,
    fix: "Declare the option, or make the property text. A comma splits a value in two.",
  },
  "undeclared-option": {
    severity: "warning",
    message: (about) => `a value is not among the declared options: ${about}`,
    fix: "Declare the option, or map the value to one.",
  },
  "missing-property": {
    severity: "warning",
    message: (about) => `"${about}" is in the schema but not in the row: an old value stays there for good`,
    fix: "Write [] where there is no value.",
  },
  "duplicate-key": {
    severity: "warning",
    message: () => "the same key stands more than once in one page: which change wins is left to chance",
    fix: "Keep the newest change of each key.",
  },
  "bad-updated-at": {
    severity: "warning",
    message: () => "upstreamUpdatedAt cannot be read as a time, so an old write may undo a new one",
    fix: "Give an ISO 8601 text with a time zone.",
  },
  "large-page": {
    severity: "warning",
    message: (about) => `a page has ${about} changes; about 100 is what a page should have`,
    fix: "Return the rest with hasMore: true and a nextState.",
  },
  "not-json": {
    severity: "error",
    message: (about) => `JSON changes a value on its way to Notion: ${about}`,
    fix: "Use the builders, and text for anything else.",
  },
  "has-more-not-boolean": {
    severity: "error",
    message: (about) => `hasMore is no boolean but ${about}`,
    fix: "hasMore: Boolean(next)",
  },
  "state-not-json": {
    severity: "error",
    message: (about) => `the state does not survive JSON, as which Notion keeps it: ${about}`,
    fix: "Keep plain texts, finite numbers, booleans, null, arrays and objects in it.",
  },
  "state-too-large": {
    severity: "error",
    message: (about) => `the state has ${about} bytes; beyond 256 KB Notion refuses it`,
    fix: "Keep a cursor, not the records.",
  },
  "large-state": {
    severity: "warning",
    message: (about) => `the state has ${about} bytes; over 64 KB runs become unreliable`,
    fix: "Keep a cursor, not the records.",
  },
  "no-next-state": {
    severity: "error",
    message: () => "hasMore: true comes without a nextState: the next page would be the first again",
    fix: "Return nextState with every hasMore: true.",
  },
  "cursor-stuck": {
    severity: "error",
    message: () => "the state did not change although there is more: the next page is this one again",
    fix: "Move the cursor, or say hasMore: false.",
  },
  "cursor-forgotten": {
    severity: "warning",
    message: () => "an incremental sync ends without a nextState: the next run may begin from the start",
    fix: "Return the cursor with hasMore: false too.",
  },
} as const satisfies Record<string, Rule>;

export type LintRule = keyof typeof lintRules;
