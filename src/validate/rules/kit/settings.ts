import { ts } from "ts-morph";
import { presenceOf } from "../../facts/presence.ts";
import type { SyncFacts } from "../../facts/types.ts";

/** Whether a sync's settings surely do not have this one: they are written out, and what is spread in was followed. */
export function lacks({ flow, config }: SyncFacts, name: string): boolean {
  const written = config ? flow.origins(config) : [];
  return (
    written.length > 0 &&
    written.every((each) => ts.isObjectLiteralExpression(each) && presenceOf(flow, each, name) === "absent")
  );
}
