import { ts } from "ts-morph";
import { walk } from "../../code/syntax.ts";
import { sdkCall } from "../../facts/registered.ts";
import type { SyncFacts } from "../../facts/types.ts";

/** A call of a function of `Builder`: `name` is "dateTime" for `Builder.dateTime(…)`. */
export type BuilderCall = { call: ts.CallExpression; name: string };

const known = new WeakMap<SyncFacts, BuilderCall[]>();

/** Every call of a function of `Builder` in the code of a sync. */
export function builderCalls(sync: SyncFacts): BuilderCall[] {
  const before = known.get(sync);
  if (before) return before;
  const found = new Map<ts.CallExpression, BuilderCall>();
  for (const one of sync.reached) {
    walk(one, (node) => {
      const name = builderOf(sync, node);
      if (name !== undefined && ts.isCallExpression(node)) found.set(node, { call: node, name });
    });
  }
  const calls = [...found.values()];
  known.set(sync, calls);
  return calls;
}

/** The function of `Builder` a node calls, if it does. */
export function builderOf(sync: SyncFacts, node: ts.Node): string | undefined {
  const [room, name] = sdkCall(sync.flow, node) ?? [];
  return room === "Builder" ? name : undefined;
}
