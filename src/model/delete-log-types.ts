import type { Condition } from "../source/schema.ts";
import type { Step } from "../source/path.ts";
import type { ShapeNode, ValueNode } from "./node-parts.ts";

// Nodes of a log of deletions.

/** The function that turns a page of the log into changes of rows: what is deleted goes, what was restored is written. */
export type DeletionsNode = {
  name: string;
  why: string;
  /** The type of an entry. */
  type: { name: string; why: string; members: ShapeNode[] };
  entryType: string;
  entry: string;
  /** Which entries are about these records, and why that is looked at. */
  only?: Condition & { steps: Step[] };
  onlyWhy: string;
  /** Where an entry names the deleted record. */
  subject: ValueNode;
  /** The function that reads those of some records that exist, and the type of a place between its pages. */
  reader: string;
  position: string;
  latest: string;
  record: string;
  isGone?: string;
  toChange: string;
};

/** What a delta must know of the log that it reads after the changes. `state` and `own` are types. */
export type LogPart = {
  state: string;
  own: string;
  /** The functions that read a page of it, and turn that into changes. */
  reader: string;
  deletions: string;
  expired: number[];
  numbered: boolean;
  time: ValueNode;
  restWhy: string;
  unreadable: string;
};
