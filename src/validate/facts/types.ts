import type { ts } from "ts-morph";
import type { Flow } from "../code/flow.ts";
import type { FunctionNode } from "../code/syntax.ts";

/** Something registered on the worker: `worker.<kind>("key", config)`. */
export type Registered = {
  kind: string;
  /** As far as it is written out; a computed key has none. */
  key?: string;
  keyNode: ts.Expression;
  call: ts.CallExpression;
  config?: ts.Expression;
};

/** A database: its primary key and its properties by name, each with the `Schema` call that made it. */
export type DatabaseFacts = Registered & {
  primaryKey?: string;
  /** Undefined if a part of the schema could not be followed: then no rule may say what is not in it. */
  properties?: ReadonlyMap<string, PropertyFact>;
  /** How many properties were seen, also where not all could be followed. */
  schema?: ts.ObjectLiteralExpression;
};

/** `kind` is the name of the Schema function: "richText", "select" …; undefined if it could not be followed. */
export type PropertyFact = { name: string; node: ts.Node; kind?: string; call?: ts.CallExpression };

/** What `execute` may give back: one written-out `{ changes, hasMore, nextState }`. */
export type Envelope = {
  node: ts.ObjectLiteralExpression;
  /** "either" where an expression decides. */
  hasMore: "true" | "false" | "either";
  hasMoreNodes: readonly ts.Node[];
  /** "maybe" where it is spread in under a condition or may be undefined. */
  nextState: "given" | "absent" | "maybe";
  nextStateNodes: readonly ts.Node[];
  changes: readonly ts.Node[];
};

/** A change that writes a row: `{ type: "upsert", key, properties, … }`. */
export type Upsert = {
  node: ts.ObjectLiteralExpression;
  key?: ts.Node;
  properties: readonly ts.Node[];
  upstreamUpdatedAt: "given" | "absent" | "maybe";
};

/** A call that goes to the network. */
export type Request = { call: ts.CallExpression; isFetch: boolean };

export type SyncFacts = Registered & {
  /** The key, or "a sync" where it is computed. For messages. */
  name: string;
  /** What is written; undefined if nothing is; "unknown" if it could not be followed. */
  mode: "replace" | "incremental" | "unknown" | undefined;
  schedule: string | undefined;
  scheduleNode?: ts.Node;
  database?: DatabaseFacts;
  /** The functions Notion calls; none if nobody could follow what is given as `execute`. */
  execute: readonly FunctionNode[];
  reached: ReadonlySet<FunctionNode>;
  /** Values as this sync sees them: calls by other syncs are left out. */
  flow: Flow;
  envelopes: readonly Envelope[];
  /** Whether every way out of `execute` was followed to a written-out envelope. Else what is missing may be elsewhere. */
  isWhole: boolean;
  requests: readonly Request[];
  upserts: readonly Upsert[];
  deletes: readonly ts.ObjectLiteralExpression[];
  /** The other syncs that write to the same database. */
  partners: readonly SyncFacts[];
};

/** All that the rules may know of a worker. */
export type Facts = {
  flow: Flow;
  registered: readonly Registered[];
  databases: readonly DatabaseFacts[];
  pacers: readonly Registered[];
  syncs: readonly SyncFacts[];
};
