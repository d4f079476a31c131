import type { DataRecord, Version } from "../world/types.ts";

/** One request as the API receives it. Header names are in small letters. */
export type ApiRequest = {
  method: string;
  url: string;
  headers: Readonly<Record<string, string>>;
  body: string;
};

/** What comes back: an answer, a connection that breaks, or nothing until the client gives up. */
export type ApiAnswer =
  | { kind: "answer"; status: number; headers: Readonly<Record<string, string>>; body: string }
  | { kind: "reset" }
  | { kind: "silence" };

/** What the API was asked, in order; for counting and for messages. */
export type Exchange = {
  at: number;
  /** Which of the source's requests it is: `list`, `changes`, … or undefined where nothing fits (404). */
  route: string | undefined;
  method: string;
  /** Path and query, without the host. */
  target: string;
  status: number;
  /** How many records the answer holds. */
  records: number;
  /** Whether a GraphQL answer tells of errors, which may have status 200. */
  hasErrors: boolean;
};

/** A change of one answer. It gets the answer that would be given, and how many requests there were before on the same route. */
export type Fault = (context: {
  request: ApiRequest;
  route: string;
  /** Requests to this route before this one, since the fault was set. */
  before: number;
  now: number;
  answer: ApiAnswer;
}) => ApiAnswer;

/**
 * How this API differs from its own documentation, or which of the allowed behaviours it shows. All may be changed
 * while the simulation runs. The names are those of sync-correctness §10.
 */
export type Knobs = {
  /** The most records a page holds, whatever was asked for. */
  clampLimit: number | undefined;
  /** Records left out of each page after paging (post-filtering): the page is short, the list goes on. */
  dropPerPage: number;
  /** Pages (counted from 1) that hold nothing and still lead to a next page. */
  emptyPages: readonly number[];
  /** How records with the same sort value come: by id, or otherwise in each answer. */
  ties: "by-id" | "shuffled";
  /** Whether the second part of a keyset or the `after` id is honoured. */
  tieBreak: "honoured" | "ignored";
  /** Whether the lower bound of a change query is honoured. */
  filter: "honoured" | "ignored";
  /** Overrides the plan's facts: the bound the API really has and the step of its change times, in ms. */
  bound: "gt" | "gte" | undefined;
  resolutionMs: number | undefined;
  /** The offset in which times are printed, such as "-05:00"; undefined is Z. */
  printZone: string | undefined;
  /** How many digits follow the second of a printed time: 0, 3 or 6. Undefined: as the sample has them. */
  fraction: 0 | 3 | 6 | undefined;
  /** A page token serves this long, in ms; then it is refused with the first of the plan's `expired` statuses. */
  tokenTtlMs: number | undefined;
  /** Changes, events and delete logs older than this are gone, in ms; delta tokens expire with it. */
  retentionMs: number | undefined;
  /** The last position of a page that is served (result window); later ones are refused, or come empty. */
  maxWindow: number | undefined;
  beyondWindow: "refused" | "empty";
  /** The flag or token that says whether there is more. */
  doneFlag: "ok" | "stuck" | "string" | "absent";
  /** From this page on the next-page token is that of the page before last (a loop). */
  repeatTokenFrom: number | undefined;
  /** The share of the records that the credential may not see, 0 to 1; always the same ones. */
  hideFraction: number;
  /** What is the matter with single partitions: gone (404), closed (403), or empty with 200. */
  partitions: ReadonlyMap<string, "gone" | "closed" | "empty">;
  /** The partitions of records that were moved to another one, by id. A move is to be given by a new map. */
  movedTo: ReadonlyMap<string, string>;
  /** Records that come twice in each page. */
  dupesPerPage: number;
  /** The source answers with no records at all, and 200. */
  outage: boolean;
  /** The time the server's clock is ahead of the worker's, in ms. The source's clock is the server's. */
  skewMs: number;
  /** Whether answers carry a Date header. */
  dateHeader: boolean;
  /** Answers take this long, in ms. */
  latencyMs: number;
  /** Children shown inside a record, where the API cuts nested lists. */
  nestedCap: number | undefined;
  fault: Fault | undefined;
};

/** A fake of one API, as documented, over one world. */
export type Upstream = {
  /** Answers like the API: paths, parameters, auth, headers, limits, and its errors for what it refuses. Never throws. */
  answer(request: ApiRequest): ApiAnswer;
  /** A version as the API prints it in a list: id, times, marks and all, with lists inside it whole. What the oracle compares with. */
  print(version: Version): DataRecord;
  /** The partition that a record is in now; undefined where the source has none. */
  partitionOf(id: string): string | undefined;
  readonly knobs: Knobs;
  /** Called before each request is answered; for events between two pages. */
  onRequest(listener: (exchange: { route: string | undefined; count: number }) => void): void;
  /** Everything asked so far. */
  readonly log: readonly Exchange[];
  /** Requests the API refused because they came faster than its documented rate. */
  readonly tooFast: number;
};
