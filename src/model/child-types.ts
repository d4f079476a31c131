import type { AnswerPath } from "../source/path.ts";
import type { BodyNode, Piece, ValueNode } from "./node-parts.ts";

/** One list inside of a record, and how the whole of it is read. */
export type ChildNode = {
  reader: string;
  readerWhy: string;
  /** What an error calls it. */
  title: string;
  request: string;
  baseUrl: string;
  path: Piece[];
  query: { name: string; value: Piece[] }[];
  body?: BodyNode;
  records: AnswerPath;
  /** Whether an answer may have errors beside its data. */
  isGraph: boolean;
  /** What the kind of page needs. */
  read?: AnswerPath;
  more?: AnswerPath;
  renews?: string[];
  /** Where the list is in a record, and what is there if it goes on. */
  list: string[];
  goesOn: string[];
  most: { entries: number; pages: number };
};

/** The function that completes the records of a page. */
export type ChildrenNode = {
  name: string;
  why: string;
  record: string;
  recordType: string;
  id: ValueNode;
  all: ChildNode[];
};
