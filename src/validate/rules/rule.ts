import type { ts } from "ts-morph";
import type { Facts, SyncFacts } from "../facts/types.ts";

/** error: rows are lost, wrong or stuck. warn: they will be, under an event that happens. info: only you can say. */
export type Severity = "error" | "warn" | "info";

/** A replacement of the text of a node, or of what stands between two positions of its file. */
export type Edit = { node: ts.Node; text: string };

/** What a rule found: where, why it hurts and what mends it. */
export type Fault = {
  at: ts.Node;
  /** What is there and what happens to the rows then; one or two sentences. */
  message: string;
  /** The edit that mends it, in words. */
  fix: string;
  sync?: SyncFacts;
  /** Instead of the rule's own, where the case is milder. */
  severity?: Severity;
  /** Only where it is mechanical and safe: `--fix` applies it. */
  edits?: readonly Edit[];
};

/**
 * One thing that can be wrong. Its page, with an example of each side, is
 * `.agents/skills/sync-validate/rules/<id>.md`. A rule reads the facts only, and is silent where it cannot decide.
 */
export type Rule = {
  id: string;
  severity: Severity;
  /** Hazards of the catalogue it is about (H01–H54), or SDK where the SDK itself would fail or be silent. */
  hazards: readonly string[];
  /** What is wrong, for a table: "The cursor is the worker's clock". */
  title: string;
  check: (facts: Facts) => readonly Fault[];
};
