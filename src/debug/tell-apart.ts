import { keyOf, runOf, simulateOf, validateOf } from "./causes/kit/weigh.ts";
import type { Evidence } from "./evidence.ts";

/** The one command that decides between two causes, and how to read what it says. */
export type TellApart = { command: string; reads: string };

type Row = readonly [one: string, other: string, say: (evidence: Evidence) => TellApart];

const byRun =
  (reads: string, pages = 1) =>
  (evidence: Evidence): TellApart => ({ command: runOf(evidence, pages), reads });

const rows: readonly Row[] = [
  [
    "credential-rejected",
    "secrets-not-pushed",
    byRun(
      "works here: the deployed secret is an old one, push it; refused here, too: the credential itself is no longer good",
    ),
  ],
  [
    "credential-rejected",
    "scope-missing",
    byRun(
      "the same refusal with a credential issued just now: it lacks a scope; otherwise the old one had expired",
    ),
  ],
  [
    "credential-rejected",
    "credential-missing",
    byRun("it names a variable that is not set: put it there; it is refused: the value is wrong"),
  ],
  [
    "credential-missing",
    "secrets-not-pushed",
    () => ({
      command: "ntn workers env list",
      reads:
        "the name is not in the list: it was never pushed; it is: its value is empty, or the run was a local one",
    }),
  ],
  [
    "credential-missing",
    "oauth-client-missing",
    () => ({
      command: "ntn workers env list",
      reads: "the name of the client's id or secret is not in the list: it is that one",
    }),
  ],
  [
    "scope-missing",
    "not-found",
    byRun("404 with the owner's credential, too: it does not exist; otherwise it is hidden from this one"),
  ],
  [
    "scope-missing",
    "rate-limit-unheard",
    byRun("works at a quiet moment: it was the limit; refused always: the permission"),
  ],
  [
    "rate-limited",
    "rate-limit-unheard",
    (evidence) => ({
      command: simulateOf(evidence, "too-many-requests-date"),
      reads: "exit 0: the wait is passed on as it should be; exit 5: it is not",
    }),
  ],
  [
    "pacer-too-slow",
    "execute-timeout",
    byRun("it sleeps between requests: the pacer; it hangs in one request: a timeout is missing"),
  ],
  [
    "state-too-large",
    "schema-migration",
    byRun(
      "it prints the size of the state after each page: over 64 KB is the state, otherwise the schema",
      5,
    ),
  ],
  ["state-not-json", "error-lost", byRun("it shows the error that was lost; none: it is the state")],
  [
    "state-shape-changed",
    "poison-record",
    byRun("it begins without a state: works, then it was the state; fails, then a record"),
  ],
  [
    "state-shape-changed",
    "response-shape-changed",
    byRun("it begins without a state: works, then it was the state; fails, then the answer"),
  ],
  [
    "state-shape-changed",
    "state-not-json",
    byRun(
      "the second page fails: the state does not survive JSON; both work: it was written by older code",
      2,
    ),
  ],
  [
    "poison-record",
    "response-shape-changed",
    byRun("the first page fails: the answer is built differently; a later one: a record of it", 3),
  ],
  [
    "date-invalid",
    "poison-record",
    (evidence) => ({
      command: validateOf("invalid-date-throws"),
      reads: `a finding: dates are not checked; none: look at the record that ${runOf(evidence)} stops at`,
    }),
  ],
  [
    "cursor-expired",
    "api-version-retired",
    byRun("the first page comes: the cursor had expired; it is refused: the version or the address is gone"),
  ],
  [
    "cursor-expired",
    "feed-expired",
    byRun("the first page comes: the cursor had expired; it is refused: the feed does not reach back so far"),
  ],
  [
    "cursor-stuck",
    "list-endless",
    byRun(
      "the state of the pages is equal: the code does not move on; it differs and the rows are equal: the API ignores it",
      3,
    ),
  ],
  [
    "not-found",
    "api-version-retired",
    byRun("404 for every path: the version is gone; for this one only: the parameter is wrong"),
  ],
  ["upstream-5xx", "html-answer", byRun("it says the status: 500 and above is theirs")],
  ["upstream-5xx", "network-unreachable", byRun("an answer with a status: theirs; none: the way there")],
  [
    "empty-answer",
    "far-fewer",
    byRun("rows come: the list was empty only then; none: permission, account or filter"),
  ],
  [
    "mode-omitted",
    "sweep-race",
    (evidence) => ({
      command: validateOf("mode-missing"),
      reads: `a finding: write the mode of ${keyOf(evidence)} first, the rest follows from it`,
    }),
  ],
  [
    "mode-omitted",
    "backfill-never-ran",
    () => ({
      command: validateOf("mode-missing"),
      reads: "a finding: the delta removes what did not change; none: the walk has not run",
    }),
  ],
  [
    "sweep-race",
    "far-fewer",
    (evidence) => ({
      command: simulateOf(evidence, "create-while-walking"),
      reads: "exit 5: the walk loses what moves; exit 0: look at what the credential may see",
    }),
  ],
  [
    "key-mismatch",
    "key-duplicate",
    byRun("it says whether the key differs from the primary key, or stands twice in a page"),
  ],
  [
    "option-comma",
    "option-undeclared",
    byRun("it names the values that are not declared: halves of a name are a comma"),
  ],
  [
    "disabled-or-manual",
    "backfill-never-ran",
    () => ({ command: "ntn workers capabilities list", reads: "it says which syncs are off" }),
  ],
  [
    "property-kind",
    "property-undeclared",
    byRun("it names the property and says whether it is not declared or of another kind"),
  ],
];

/** The command that decides between two causes; that of the first cause's own proof where no pair is known. */
export function tellApart(
  evidence: Evidence,
  one: { id: string; proof: readonly string[] },
  other: { id: string },
): TellApart | undefined {
  const row = rows.find(
    ([first, second]) =>
      (first === one.id && second === other.id) || (first === other.id && second === one.id),
  );
  if (row) return row[2](evidence);
  const [command] = one.proof;
  return command === undefined
    ? undefined
    : { command, reads: `it shows the fault: ${one.id}; it does not: ${other.id}` };
}
