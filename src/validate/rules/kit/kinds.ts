import { ts } from "ts-morph";
import type { SyncFacts } from "../../facts/types.ts";
import { bare } from "../../code/syntax.ts";

/** What the types say of a value. "open" where they say nothing: any, unknown, a type parameter. */
export type Kind = "text" | "number" | "nothing" | "open" | "other";

/**
 * The kinds a value may have, by its type; where that says nothing, by those of what it was given. Assertions are
 * looked through: `id as string` makes no text.
 */
export function kindsOf(sync: SyncFacts, given: ts.Node): Set<Kind> {
  const node = ts.isExpression(given) ? bare(given) : given;
  const own = kindsOfType(sync.flow.checker.getTypeAtLocation(node));
  if (!own.has("open")) return own;
  const origins = sync.flow.origins(node).filter((origin) => origin !== node);
  if (origins.length === 0) return own;
  return new Set(origins.flatMap((origin) => [...kindsOfType(sync.flow.checker.getTypeAtLocation(origin))]));
}

function kindsOfType(type: ts.Type): Set<Kind> {
  if (type.isUnion()) return new Set(type.types.flatMap((each) => [...kindsOfType(each)]));
  return new Set([kindOf(type.flags)]);
}

function kindOf(flags: ts.TypeFlags): Kind {
  if (flags & ts.TypeFlags.StringLike) return "text";
  if (flags & (ts.TypeFlags.NumberLike | ts.TypeFlags.BigIntLike)) return "number";
  if (flags & (ts.TypeFlags.Null | ts.TypeFlags.Undefined | ts.TypeFlags.Void)) return "nothing";
  const open =
    ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.TypeParameter | ts.TypeFlags.IndexedAccess;
  return flags & open ? "open" : "other";
}
