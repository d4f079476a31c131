/** Identifiers and keys of one plan, chosen once so that every node agrees. */
export type Names = {
  worker: string;
  properties: string;
  /** A type expression for the property map: `typeof githubIssuesProperties`. */
  propertiesOf: string;
  database: string;
  pacer: string;
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
  overlap: string;
  /** What reads the names behind the ids of a page, and the type of what it gives. */
  directories: string;
  directoriesType: string;
  /** What completes lists inside of the records of a page. */
  complete: string;
  keys: { database: string; pacer: string; auth: string; replace: string; backfill: string; delta: string };
};
