import type { ValueNode } from "./node-parts.ts";
import type { ReaderNode } from "./reader-node.ts";
import type { RecordTypeNode } from "./types.ts";

/** One directory: how it is read, which ids are looked up in it, and what it calls them. */
export type DirectoryNode = {
  name: string;
  /** What an error calls it. */
  title: string;
  type: RecordTypeNode;
  reader: ReaderNode;
  ids: ValueNode[];
  /** The only id of a record that is looked up. */
  single?: ValueNode;
  id: ValueNode;
  value: ValueNode;
  most: { entries: number; pages: number };
};

/** The function that reads the directories for a page of records. */
export type DirectoriesNode = {
  name: string;
  why: string;
  /** The type of what it gives, which the mapper takes. */
  type: string;
  typeWhy: string;
  record: string;
  recordType: string;
  /** The parameter that holds the records. */
  records: string;
  all: DirectoryNode[];
};
