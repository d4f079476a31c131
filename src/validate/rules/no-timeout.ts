import { ts } from "ts-morph";
import { findAll, functionAround } from "../code/syntax.ts";
import { presenceOf } from "../facts/presence.ts";
import type { SyncFacts } from "../facts/types.ts";
import type { Rule } from "./rule.ts";

/** A request that may wait for ever. */
export const noTimeout: Rule = {
  id: "no-timeout",
  severity: "info",
  hazards: ["H43", "H44"],
  title: "A request has no time limit of its own",
  check: ({ syncs }) =>
    syncs.flatMap((sync) =>
      sync.requests
        .filter(({ call, isFetch }) => isFetch && !mayBeLimited(sync, call))
        .map(({ call }) => ({
          at: call,
          sync,
          message:
            "This request has no time limit. When the API does not answer, Notion ends the whole run after its own limit, and the log does not say which request it was.",
          fix: "Give it one: `fetch(url, { …, signal: AbortSignal.timeout(60_000) })`.",
        })),
    ),
};

function mayBeLimited({ flow }: SyncFacts, call: ts.CallExpression): boolean {
  const [url, init] = call.arguments;
  const around = functionAround(call);
  if (call.arguments.some(ts.isSpreadElement) || !url) return true;
  if (
    around &&
    findAll(around, ts.isIdentifier).some(({ text }) => /^(AbortController|AbortSignal|race)$/.test(text))
  )
    return true;
  if (
    flow
      .origins(url)
      .some((origin) => ts.isNewExpression(origin) && origin.expression.getText() === "Request")
  )
    return true;
  if (!init) return false;
  return flow
    .origins(init)
    .some(
      (origin) => !ts.isObjectLiteralExpression(origin) || presenceOf(flow, origin, "signal") !== "absent",
    );
}
