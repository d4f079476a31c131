import type { CredentialNode, Names, OAuthNode, ReaderNode, SignNode, SyncNode } from "./model/types.ts";
import type { Plan } from "./plan/schema.ts";
import type { AuthFacts, ChangesFacts, Condition, DeleteFacts, Facts, PageFacts } from "./source/schema.ts";

// What the author of a unit may use: the shapes of the shelves and the builders of nodes. Units import this file and
// nothing else of src/, so that a shelf can be read without the rest of the house.

/** Whether a unit suits a source; `because` is shown to the user. */
export type Fit = { ok: true } | { ok: false; because: string };

/** What every unit says of itself. `id` is its file name, the name of its template and of its tests. */
export type Unit = { id: string; label: string; hint: string };

/** How many syncs there are and in which mode. */
export type ArchitectureUnit = Unit & {
  fits: (source: Facts) => Fit;
  model: (plan: Plan, names: Names, shared: SharedSyncParts) => SyncNode;
};

/** How one page leads to the next. `position` is the TypeScript type of a place between pages. */
export type PagingUnit<Kind extends PageFacts["kind"] = PageFacts["kind"]> = Unit & {
  position: string;
  /** What the unit's template needs beside the common parts of a reader. */
  model: (page: Extract<PageFacts, { kind: Kind }>, source: Facts) => Partial<ReaderNode>;
};

/** How a delta learns what changed. */
export type ChangesUnit<Kind extends ChangesFacts["kind"] = ChangesFacts["kind"]> = Unit & {
  model: (
    changes: Extract<ChangesFacts, { kind: Kind }>,
    plan: Plan,
    parts: { names: Names; shared: SharedSyncParts },
  ) => SyncNode;
};

/** How records that vanished leave. */
export type DeletesUnit<Kind extends DeleteFacts["kind"] = DeleteFacts["kind"]> = Unit & {
  /** The test by which a record of the change list is known to be deleted. */
  gone: (facts: Extract<DeleteFacts, { kind: Kind }>) => Condition | undefined;
  /** What removes deleted rows, as half a sentence of a comment. */
  why: (plan: Plan) => string;
};

/** How a request proves who sends it. */
export type AuthUnit<Kind extends AuthFacts["kind"] = AuthFacts["kind"]> = Unit & {
  /** Environment names a person must fill in. */
  env: (auth: Extract<AuthFacts, { kind: Kind }>) => { name: string; hint: string }[];
  /** How the platform can sign for us, so that the secret never reaches the code; undefined if it cannot. */
  brokered?: (
    auth: Extract<AuthFacts, { kind: Kind }>,
  ) => Pick<CredentialNode, "key" | "header" | "template">;
  /** How the code signs a request itself; undefined if nothing is to be signed. */
  sign: (auth: Extract<AuthFacts, { kind: Kind }>, names: Names) => SignNode | undefined;
  oauth?: (auth: Extract<AuthFacts, { kind: Kind }>, names: Names) => Omit<OAuthNode, "worker" | "why">;
};

/** The parts of a sync that do not depend on its mode. */
export type SharedSyncParts = Omit<SyncNode, "unit" | "why" | "key" | "schedule" | "state"> & {
  listPosition: string;
  changedPosition: string;
  deletesWhy: string;
};

export type {
  AuthFacts,
  ChangesFacts,
  Condition,
  DeleteFacts,
  Facts,
  Names,
  PageFacts,
  Plan,
  ReaderNode,
  SyncNode,
};
export { parseDuration, sayDuration, sayEvery } from "./source/duration.ts";
export { parsePath, pathNames } from "./source/path.ts";
