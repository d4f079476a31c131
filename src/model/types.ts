import type { Step } from "../source/path.ts";
import type { Condition } from "../source/schema.ts";

// The code model: what the generated code will be, without a character of it. Strings that end in the code as text
// (titles, urls, option names) are raw here; the templates write them through helpers that escape.

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
  overlap: string;
  keys: { database: string; pacer: string; auth: string; replace: string; backfill: string; delta: string };
};

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

export type PacerNode = {
  worker: string;
  why: string;
  variable: string;
  key: string;
  requests: number;
  intervalMs: number;
};

/** How one request is signed when the platform does not do it; `unit` is the auth shelf's template. */
export type SignNode = { unit: string; header: string; env: string; oauth: string };

export type ClientNode = {
  why: string;
  name: string;
  pacer: string;
  baseUrl: string;
  url: string;
  headers: { name: string; value: string }[];
  sign?: SignNode;
  throttle?: {
    why: string;
    status: number;
    header: string;
    equals: string;
    resetHeader?: string | undefined;
  };
};

/** One member of the record's type. A leaf has a TypeScript type, a branch has members. */
export type ShapeNode = { name: string; leaf?: string; list: boolean; members: ShapeNode[] };

export type RecordTypeNode = { name: string; why: string; members: ShapeNode[] };

/**
 * A value of a record: that of the first path that has one, then a named transform. Where `blankIsNone`, an empty text
 * is no value either; a number or a checkbox keeps its 0 and false.
 */
export type ValueNode = {
  record: string;
  paths: Step[][];
  transform?: string;
  list: boolean;
  blankIsNone: boolean;
};

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
  name: string;
  why: string;
  record: string;
  recordType: string;
  test: Condition & { steps: Step[] };
};

/** A function that reads one page; `unit` is the paging shelf's template. */
export type ReaderNode = {
  unit: string;
  name: string;
  why: string;
  request: string;
  baseUrl: string;
  path: string;
  query: { name: string; value: string }[];
  records: string[];
  record: string;
  recordType: string;
  where?: Condition & { steps: Step[] };
  /** The parameter of the lower bound, for a reader of changes. */
  since?: { send: string; seconds: boolean };
  /** What the unit itself needs. */
  send?: string;
  read?: string[];
  total?: string[];
  more?: string[];
  time?: ValueNode;
  id?: ValueNode;
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
  record: string;
  id: ValueNode;
  latest: string;
  toChange: string;
  isGone?: string;
  list: { name: string; expired: number[]; total: boolean; moving: boolean };
  changed?: { name: string; expired: number[] };
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

/** Everything one plan adds to a worker file. */
export type CodeModel = {
  names: Names;
  credential?: CredentialNode;
  oauth?: OAuthNode;
  database: DatabaseNode;
  pacer: PacerNode;
  client: ClientNode;
  recordType: RecordTypeNode;
  mapper: MapperNode;
  latest: LatestNode;
  gone?: ConditionNode;
  readers: ReaderNode[];
  overlap?: OverlapNode;
  syncs: SyncNode[];
  /** Environment names a person must fill in, with what belongs there. */
  env: { name: string; hint: string }[];
};
