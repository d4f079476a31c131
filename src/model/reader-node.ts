import type { AnswerPath, Step } from "../source/path.ts";
import type { Condition } from "../source/schema.ts";
import type { BodyNode, Piece, ValueNode } from "./node-parts.ts";

/** A function that reads one page; `unit` is the paging shelf's template. */
export type ReaderNode = {
  unit: string;
  name: string;
  why: string;
  request: string;
  /** The pacer of its kind of requests, which it waits for beside that of all. */
  pacer?: string;
  /** One for each argument that is left out before the pacer. */
  blanks?: true[];
  baseUrl: string;
  path: Piece[];
  /** The parameter that holds the partition to be read. */
  partition?: string;
  query: { name: string; value: Piece[] }[];
  /** What a POST sends. */
  body?: BodyNode;
  /** Whether that is a GraphQL document, whose answer may tell of errors with status 200. */
  isGraph: boolean;
  records: AnswerPath;
  /** Where the elements of that list have what is read, if it is not they themselves. */
  inside?: AnswerPath;
  /** Whether an answer without records lacks the list itself. */
  sparse: boolean;
  record: string;
  recordType: string;
  where?: Condition & { steps: Step[] };
  /** Whether it takes a time since which changes are wanted, and one until which. */
  since: boolean;
  until: boolean;
  /** Whether it reads changes in the order of their times. */
  sorted: boolean;
  /** Whether it takes the token since which changes are wanted, and whether that is the address to ask. */
  byToken?: boolean;
  byAddress?: boolean;
  /** Whether it takes the ids of the records that are wanted. */
  byIds?: boolean;
  /** Where an answer has the token of the next cycle, and the flag that it holds everything. */
  token?: AnswerPath;
  tokenUrl?: AnswerPath;
  full?: AnswerPath;
  /** The flag that says whether there is more, where each page has a new token, the last one too. */
  renews?: AnswerPath;
  /** Whether the records of an answer are counted before any is left out. */
  counted?: boolean;
  /** What the unit itself needs. */
  read?: AnswerPath;
  total?: AnswerPath;
  more?: AnswerPath;
  /** Of pages by address: where the answer says that it is the last. */
  last?: AnswerPath;
  /** How many records a page holds that may not be the last. */
  fullPage?: string;
  time?: ValueNode;
  id?: ValueNode;
  pages?: AnswerPath;
  link?: { attribute: string; equals: string };
  /** Of pages with numbers: the first one, and the limits by which the next is found. */
  numbers?: { first: number; limits: { name: string; count: number }[] };
};
