import type { CredentialNode, Names, OAuthNode, ReaderNode, SignNode, SyncNode } from "./model/types.ts";
import type { Plan } from "./plan/schema.ts";
import type { Slot } from "./source/request-schema.ts";
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
  /** The same among changes in the order of their times, where it is another. */
  sortedPosition?: string;
  /** The code that fills each slot, where `at` is the place (undefined on the first page, unless the template gives it). */
  slots: (page: Extract<PageFacts, { kind: Kind }>, isSorted: boolean) => Partial<Record<Slot, string>>;
  /** The query parameters of slots that stand nowhere in the request. */
  sends: (page: Extract<PageFacts, { kind: Kind }>) => Partial<Record<Slot, string | undefined>>;
  /** What the unit's template needs beside the common parts of a reader. */
  model: (page: Extract<PageFacts, { kind: Kind }>, source: Facts) => Partial<ReaderNode>;
};

/** How a delta learns what changed. */
export type ChangesUnit<Kind extends ChangesFacts["kind"] = ChangesFacts["kind"]> = Unit & {
  /** What a page of the changes holds, as a comment. */
  reads: (record: Facts["record"]) => string;
  /** The template by which a backfill reads at its end what changed while it ran. */
  tail: string;
  /** Milliseconds before and after now, where a time around now is read instead of what changed. */
  span?: (changes: Extract<ChangesFacts, { kind: Kind }>) => { back: string; ahead: string };
  /** Whether a record that changes while changes are read gets past the reader. */
  leaves?: (changes: Extract<ChangesFacts, { kind: Kind }>) => boolean;
  /** Whether a record that comes about while pages are read may stand on one that was passed. Default: as with `leaves`. */
  getsPast?: (changes: Extract<ChangesFacts, { kind: Kind }>) => boolean;
  /** What one answer can tell at most, where all changes come in one. */
  limits?: (changes: Extract<ChangesFacts, { kind: Kind }>, plan: Plan) => NonNullable<SyncNode["limits"]>;
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
export { parseDuration, sayDuration, sayEvery, saySpan } from "./source/duration.ts";
export { isBoundedNow } from "./source/changes-schema.ts";
export { startWithArticle } from "./model/words.ts";
export { answerPath, parsePath, pathNames } from "./source/path.ts";
