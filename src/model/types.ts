import type { Step } from "../source/path.ts";
import type { Condition, PacedKind } from "../source/schema.ts";
import type { ShapeNode, ValueNode } from "./node-parts.ts";
import type { ClientNode, PacerNode } from "./client-node.ts";
import type { ChildrenNode } from "./child-types.ts";
import type { DirectoriesNode } from "./lookup-types.ts";
import type { Names } from "./names-type.ts";
import type { ReaderNode } from "./reader-node.ts";
import type { DeletionsNode, LogPart } from "./delete-log-types.ts";
import type { AnchorNode, EntriesNode, SingleNode, TypeTestNode } from "./told-types.ts";

export type { BodyNode, CodePiece, Piece, ShapeNode, ValueNode } from "./node-parts.ts";
export type { Names } from "./names-type.ts";
export type { ClientNode, PacerNode, SignNode } from "./client-node.ts";
export type { ReaderNode } from "./reader-node.ts";

// The code model: what the generated code will be, without a character of it. Strings that end in the code as text
// (titles, urls, option names) are raw here; the templates write them through helpers that escape.

export type CredentialNode = {
  worker: string;
  why: string;
  key: string;
  domain: string;
  header: string;
  template: string;
};

export type OAuthNode = {
  worker: string;
  why: string;
  variable: string;
  key: string;
  name: string;
  clientId: string;
  clientSecret: string;
  authorizationEndpoint: string;
  tokenEndpoint: string;
  scope: string;
  params: { name: string; value: string }[];
  expiresMs?: number;
};

export type PropertyNode = {
  name: string;
  method: string;
  format?: string;
  options?: string[];
  /** The key of the database that a relation leads to. */
  to?: string;
  noOptions: boolean;
};

export type DatabaseNode = {
  worker: string;
  variable: string;
  properties: string;
  key: string;
  title: string;
  primaryKey: string;
  icon?: string;
  fields: PropertyNode[];
};

export type RecordTypeNode = { name: string; why: string; members: ShapeNode[] };

export type CellNode = {
  name: string;
  cell: string;
  value: ValueNode;
  empty?: string;
  labels?: { raw: string; label: string }[];
};

export type MapperNode = {
  name: string;
  why: string;
  record: string;
  recordType: string;
  primaryKey: string;
  propertiesOf: string;
  id: ValueNode;
  updated?: ValueNode;
  /** The type of the names it is given, where it shows what ids are called. */
  directoriesType?: string;
  /** Whether it is told when the record was read, because the record does not say when it or what it shows changed. */
  stamped?: boolean;
  cells: CellNode[];
};

/** One record per id; the name of the function that picks the newest of a page. */
export type LatestNode = {
  name: string;
  why: string;
  record: string;
  recordType: string;
  id: ValueNode;
  updated?: ValueNode;
};

export type ConditionNode = {
  /** The template on the shelf of deletes. */
  unit: "deletes/tombstone" | "deletes/flag";
  name: string;
  why: string;
  record: string;
  recordType: string;
  test: Condition & { steps: Step[] };
};

/** What both syncs of a pair, or the one of a replace sync, have in common. */
export type SyncNode = {
  unit: string;
  worker: string;
  why: string;
  key: string;
  schedule: string;
  database: string;
  primaryKey: string;
  /** `Walk<string, Keyset>` or `Delta<Keyset>`. */
  state: string;
  /** The template of a walk's tail. */
  tail?: { unit: string };
  /** How the changes are turned into rows, where they do not come as the records themselves. */
  entries?: { name: string; waits: boolean; stamped: boolean };
  /** Whether rows get the time of reading as that of their last change. */
  stamped?: boolean;
  /** Whether a page of the walk counts as read when it was, instead of when the walk began. */
  readsNow?: boolean;
  /** The function that reads what the ids of a page are called. */
  directories?: string;
  /** Whether more is read for the records of a page before they become rows. */
  rereads?: boolean;
  /** The function that completes lists inside of the records of a page. */
  completes?: string;
  /** Whether a row is made of more than its record: of names, or the time of reading. */
  adds?: boolean;
  /** The function that gives the first token, where it is not the list. */
  anchor?: string;
  /** Whether a walk remembers the token that it began with. */
  keepsAnchor?: boolean;
  anchorWhy?: string;
  stampWhy?: string;
  /** How long the API keeps events, in ms; `why` a delta that comes later lists everything. */
  retention?: { ms: string; why: string };
  /** Why a delta lists everything, and the key of the sync that finds what was deleted meanwhile. */
  listingWhy?: string;
  backfill?: string;
  /** Whether a change takes a record out of reach of the scan under way, and why that is made again. */
  leaves?: boolean;
  againWhy?: string;
  /** Why a walk's tail looks for deletions ahead of what it writes, where events show records as they were. */
  aheadWhy?: string;
  /** Whether a walk's tail remembers when it began, or until when it reads. */
  bounded?: boolean;
  /** What a person can do about changes that a delta could not read. */
  remedy?: string;
  /** Milliseconds before and after now, of a time around now that is read again and again. */
  span?: { back: string; ahead: string };
  /** The most that one answer tells: milliseconds back, the same in words, and records. */
  limits?: { most: string; span: string; cap: number; product: string };
  /**
   * How one partition after the other is read; `keyed`: their ids are unique only inside one, `overlap`: how long after
   * its tail one may be swept.
   */
  partition?: {
    by: "walkEach" | "deltaEach";
    list: string;
    overlap?: string;
    variable: string;
    states: string;
    keyed: boolean;
    allowEmpty: boolean;
  };
  record: string;
  id: ValueNode;
  latest: string;
  toChange: string;
  isGone?: string;
  /** A `numbered` list may have to be given up in the middle. */
  list: {
    name: string;
    expired: number[];
    total: boolean;
    moving: boolean;
    numbered: boolean;
    single?: boolean;
  };
  changed?: {
    name: string;
    expired: number[];
    since: boolean;
    until: boolean;
    /** Whether the upper bound may be in the future. */
    future: boolean;
    shifts: boolean;
    numbered: boolean;
    token?: boolean;
    full?: boolean;
    /** Whether a page may say that the feed cannot be read on. */
    refuses?: boolean;
  };
  /** The log of deletions that a delta reads after the changes. */
  log?: LogPart;
  many: string;
  overlap?: string;
  lookback?: string;
  allowEmpty: boolean;
  /** Why the tail and the guards of this walk are there. */
  tailWhy?: string;
  movingWhy?: string;
  time?: ValueNode;
};

export type OverlapNode = { name: string; why: string; ms: string };

/** The list of what is read one after the other. */
export type PartitionsNode = { name: string; why: string; values: readonly string[] };

/** Everything one plan adds to a worker file. */
export type CodeModel = {
  names: Names;
  credential?: CredentialNode;
  oauth?: OAuthNode;
  database: DatabaseNode;
  pacer: PacerNode;
  /** Beside it, pacers of single kinds of requests. */
  pacers: (PacerNode & { kind: PacedKind })[];
  client: ClientNode;
  recordType: RecordTypeNode;
  mapper: MapperNode;
  latest: LatestNode;
  gone?: ConditionNode | TypeTestNode;
  entries?: EntriesNode;
  single?: SingleNode;
  directories?: DirectoriesNode;
  children?: ChildrenNode;
  anchor?: AnchorNode;
  deletions?: DeletionsNode;
  readers: ReaderNode[];
  overlap?: OverlapNode;
  partitions?: PartitionsNode;
  syncs: SyncNode[];
  /** Environment names a person must fill in, with what belongs there. */
  env: { name: string; hint: string }[];
};
