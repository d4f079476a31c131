import type { Plan } from "../plan/schema.ts";
import type { Slot } from "../source/request-schema.ts";
import type { PageFacts, RequestFacts } from "../source/schema.ts";
import type { IdStyle } from "../world/ids.ts";
import type { DataRecord, Version, World } from "../world/types.ts";
import type { OwnSize } from "./own-size.ts";
import type { Times } from "./times.ts";
import type { Tokens } from "./tokens.ts";
import type { ApiRequest, Knobs } from "./types.ts";

// What the parts of the fake hand each other.

/** A request as its route reads it. */
export type Asked = {
  request: ApiRequest;
  /** Absolute, also where only a path was asked for. */
  url: URL;
  query: URLSearchParams;
  /** The facts of the route it is for. */
  facts: StreamFacts;
  /** The JSON that was posted; undefined for a GET. */
  body: unknown;
  /** The server's clock, in ms since 1970. */
  now: number;
  /** How many records the request asks for itself, where the plan's request has its size in a body or a text. */
  ownSize?: OwnSize;
  /** What was sent for a slot: in the parameter that the facts name, else where the plan's request has the slot. */
  slot(name: Slot, send?: string): string | undefined;
};

/** One record among those a query selects. `sort` is the value the API sorts by; ties are in the order of ids. */
export type Row = { version: Version; id: string; isNoise: boolean; sort: number };

/** What a query selects, in the order of the answers. `isMoving`: pages are counted off, not bound to records. */
export type Selection = {
  rows: readonly Row[];
  isDescending: boolean;
  isMoving: boolean;
  /** The lower bound that was asked for. */
  since?: number;
};

/** One page: its rows, and what else stands in the body (by path) and in the headers. */
export type Page = {
  rows: readonly Row[];
  members: readonly { path: string; value: unknown }[];
  headers?: Readonly<Record<string, string>>;
  /** What becomes of the answer, where the client says which parts of it it wants. */
  finish?: (body: unknown) => unknown;
  /** How a row is printed where the answer does not hold the records themselves. */
  print?: (row: Row) => DataRecord;
};

/** The API says no, in its own words (`body`) or those most APIs use. */
export type Refusal = {
  status: number;
  error: string;
  headers?: Readonly<Record<string, string>>;
  body?: unknown;
};

/** Whether something is a refusal. */
export function isRefusal(value: object): value is Refusal {
  return "error" in value && "status" in value;
}

/** What every part may use. Knobs are read at the time of a request. */
export type Tools = {
  plan: Plan;
  world: World;
  knobs: Knobs;
  random: () => number;
  tokens: Tokens;
  times: Times;
  idStyle: IdStyle;
  /** The share of records that come with one beside them that fails the plan's `where`. */
  noise: number;
  print(row: Pick<Row, "version" | "isNoise">): DataRecord;
};

/** What a page kind gets. */
export type Paging<Kind extends PageFacts["kind"] = PageFacts["kind"]> = (input: {
  page: Extract<PageFacts, { kind: Kind }>;
  asked: Asked;
  selection: Selection;
  tools: Tools;
}) => Page | Refusal;

/** Takes a page from a selection, as the kind of its pages has it. */
export type TakePage = (input: {
  facts: StreamFacts;
  asked: Asked;
  selection: Selection;
  tools: Tools;
}) => Page | Refusal;

/** The request that leads to a route, and the parts of its answer. */
export type StreamFacts = {
  request: RequestFacts;
  records: string;
  page: PageFacts;
  total?: string | undefined;
};

/** One of the source's requests. */
export type Route = {
  name: string;
  method: string;
  /** Whether a request of this path is meant; the first route that says yes gets it. */
  isMeant(asked: Asked): boolean;
  facts: StreamFacts;
  page(asked: Asked): Page | Refusal;
};
