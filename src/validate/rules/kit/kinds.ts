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

/** How a value may be empty, by its type, or where that says nothing by those of what it was given. */
export type Emptiness = {
  isNull: boolean;
  isUndefined: boolean;
  isText: boolean;
  isAny: boolean;
  /** Somebody wrote that it may be anything. */
  isUnknown: boolean;
};

/** Which of the values that are none an expression may have; assertions are looked through. */
export function emptinessOf(sync: SyncFacts, given: ts.Node): Emptiness {
  const node = ts.isExpression(given) ? bare(given) : given;
  const { checker } = sync.flow;
  const own = partsOf(checker.getTypeAtLocation(node));
  const isOpen = own.some(({ flags }) => flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown));
  const origins = isOpen ? sync.flow.origins(node).filter((origin) => origin !== node) : [];
  const types =
    origins.length > 0 ? origins.flatMap((origin) => partsOf(checker.getTypeAtLocation(origin))) : own;
  const has = (flag: ts.TypeFlags): boolean => types.some(({ flags }) => (flags & flag) !== 0);
  return {
    isNull: has(ts.TypeFlags.Null),
    isUndefined: has(ts.TypeFlags.Undefined | ts.TypeFlags.Void),
    isText: has(ts.TypeFlags.StringLike),
    isAny: has(ts.TypeFlags.Any),
    isUnknown: has(ts.TypeFlags.Unknown),
  };
}

const partsOf = (type: ts.Type): readonly ts.Type[] => (type.isUnion() ? type.types : [type]);
