import type { ItemKind } from "../project/types.ts";

/** The places of a worker file, in the order in which they stand in it. */
export const roles = [
  "credential",
  "database",
  "pacer",
  "client",
  "type",
  "mapper",
  "reader",
  "sync",
] as const;
export type Role = (typeof roles)[number];

/** A piece of generated text: whole top-level statements with the comments above them. */
export type Snippet = {
  role: Role;
  /** What it is among a plan's snippets, whatever its names: "database", "list reader". */
  part?: string;
  /** Top-level identifiers it declares. */
  declares: string[];
  /** Keys it registers on the worker. */
  registers: { kind: ItemKind; key: string }[];
  text: string;
};

/** A name that a snippet uses from another module. `local` is what the file calls it. */
export type ImportNeed = { from: string; name: string | "*"; typeOnly: boolean; local: string };
