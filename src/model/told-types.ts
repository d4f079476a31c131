import type { Condition } from "../source/schema.ts";
import type { AnswerPath, Step } from "../source/path.ts";
import type { BodyNode, Piece, ShapeNode, ValueNode } from "./node-parts.ts";

// Nodes of changes that an API tells of by itself: entries after a token, or events.

/** The function that turns a page of entries into rows: one change per record, by its last entry. */
export type EntriesNode = {
  name: string;
  why: string;
  type: { name: string; why: string; members: ShapeNode[] };
  /** Whether the newest entry comes first. */
  reversed: boolean;
  /** Where an entry has the record's id, its time, and the record itself. */
  id: ValueNode;
  time?: ValueNode;
  object?: ValueNode;
  /** Which types of entries are about these records at all. */
  kinds?: { type: ValueNode; types: string[]; except: string[] };
  isGone?: string;
  /** The function that reads what the ids of the records are called. */
  directories?: string;
  /** Whether it asks the API for more. */
  waits: boolean;
  /** The function that reads one record, for entries that do not hold it. */
  single?: string;
  record: string;
  toChange: string;
  where?: Condition & { steps: Step[] };
  /** What counts as the time of the change: that of the entry, or of reading; undefined: the record has its own. */
  stamp?: "entry" | "reading";
  stampValue?: ValueNode;
  takesTime: boolean;
};

type RequestNode = {
  name: string;
  why: string;
  request: string;
  pacer?: string;
  blanks?: true[];
  partition?: string;
  baseUrl: string;
  path: Piece[];
  query: { name: string; value: Piece[] }[];
  body?: BodyNode;
};

/** The function that reads one record by its id. */
export type SingleNode = RequestNode & {
  recordType: string;
  record: string;
  id: ValueNode;
  /** Why an answer about another record counts for nothing. */
  otherWhy: string;
  /** Where the answer has the record. */
  at: AnswerPath;
  missing: number[];
  /** How a deleted record is marked, and which records belong to the list. */
  gone?: Condition & { steps: Step[] };
  where?: Condition & { steps: Step[] };
};

/** The function that asks for the first token; `refusal` is the status of the answer that has it, where it is none of 2xx. */
export type AnchorNode = RequestNode & {
  at: AnswerPath;
  refusal?: number;
  posts: boolean;
  byAddress: boolean;
  missing: string;
};

/** The test of an event by its type. */
export type TypeTestNode = {
  unit: "deletes/event";
  name: string;
  why: string;
  record: string;
  recordType: string;
  type: ValueNode;
  types: string[];
};
