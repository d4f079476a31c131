import type { PacedKind } from "../source/schema.ts";

/** Identifiers and keys of one plan, chosen once so that every node agrees. */
export type Names = {
  worker: string;
  properties: string;
  /** A type expression for the property map: `typeof githubIssuesProperties`. */
  propertiesOf: string;
  database: string;
  pacer: string;
  /** Pacers of single kinds of requests, beside the one for all: the kind with the variable's name. */
  pacers: ReadonlyMap<PacedKind, string>;
  baseUrl: string;
  request: string;
  auth: string;
  recordType: string;
  /** A parameter name for one record: `issue`. */
  record: string;
  toChange: string;
  isGone: string;
  latest: string;
  list: string;
  changed: string;
  /** Of changes that come as entries or events: their type, what turns them into rows, what reads one record. */
  entryType: string;
  entries: string;
  single: string;
  /** What gives the first token of changes. */
  anchor: string;
  /** Of a log of deletions: the type of an entry, what reads it, what reads those that still exist, and what makes rows of it. */
  deletionType: string;
  deleted: string;
  found: string;
  deletions: string;
  /** Of a source that is read in partitions: the list of them, and the parameter that holds one. */
  partitions: string;
  partition: string;
  overlap: string;
  /** What reads the names behind the ids of a page, and the type of what it gives. */
  directories: string;
  directoriesType: string;
  /** What completes lists inside of the records of a page. */
  complete: string;
  keys: { database: string; pacer: string; auth: string; replace: string; backfill: string; delta: string };
};
