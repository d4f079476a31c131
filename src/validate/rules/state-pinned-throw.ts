import { ts } from "ts-morph";
import { findOwn } from "../code/syntax.ts";
import { isSdkName } from "../facts/registered.ts";
import { stateFields } from "../facts/state.ts";
import type { SyncFacts } from "../facts/types.ts";
import { isMadeOfAnswer } from "./kit/answers.ts";
import { decisionsIn, partsOf } from "./kit/conditions.ts";
import type { Fault, Rule } from "./rule.ts";

/** An error that keeps the very state that it is about. */
export const statePinnedThrow: Rule = {
  id: "state-pinned-throw",
  severity: "error",
  hazards: ["H16", "H22"],
  title: "An error about the saved state keeps that state",
  check: ({ syncs }) => syncs.filter(walks).flatMap(checkSync),
};

/** Only a cycle of several calls has a state that an error pins in its middle. */
function walks({ envelopes }: SyncFacts): boolean {
  return envelopes.some(({ hasMore, nextState }) => hasMore !== "false" && nextState !== "absent");
}

function checkSync(sync: SyncFacts): Fault[] {
  return decisionsIn(sync.reached).flatMap(({ condition, then }) => {
    const [error] = findOwn(then, ts.isThrowStatement).filter((one) => !isRateLimit(sync, one));
    if (!error || !partsOf(condition).some((part) => comparesWithState(sync, part))) return [];
    return [
      {
        at: error,
        sync,
        message:
          "An answer is held against a value of the saved state, and where they differ this throws. Notion keeps the state and calls again with it: the same comparison fails each time, and the sync stands still for ever.",
        fix: "Begin the cycle anew instead: return `{ changes: [], hasMore: true, nextState }` with the state of a first call, and a count, so that it gives up after a few attempts.",
      },
    ];
  });
}

// Another account than the one that was read until now is a reason to stand still.
const identity =
  /account|tenant|user|owner|workspace|organi[sz]ation|\borg|team|login|viewer|fingerprint|scope|site|host/i;

/** `answer.total !== state.total`, `seen < answer.total`; not `next === state.cursor`, which a retry may heal. */
function comparesWithState(sync: SyncFacts, node: ts.Expression): boolean {
  if (!ts.isBinaryExpression(node) || !/^(!==?|[<>]=?)$/.test(node.operatorToken.getText())) return false;
  if (identity.test(node.getText())) return false;
  const [left, right] = [node.left, node.right];
  return isHeldAgainst(sync, left, right) || isHeldAgainst(sync, right, left);
}

function isHeldAgainst(sync: SyncFacts, saved: ts.Expression, answer: ts.Expression): boolean {
  return isSaved(sync, saved) && isMadeOfAnswer(sync, answer) && !isSaved(sync, answer);
}

const mostLevels = 6;

/**
 * Whether a value is one of the saved state, or a sum with one. What was only picked by the state, as the part of a page
 * behind a place, is not.
 */
function isSaved(sync: SyncFacts, node: ts.Node, levels = mostLevels): boolean {
  const origins = sync.flow.origins(node);
  if (stateFields(sync, origins).size > 0) return true;
  return (
    levels > 0 && origins.some((origin) => operandsOf(origin).some((each) => isSaved(sync, each, levels - 1)))
  );
}

function operandsOf(node: ts.Node): readonly ts.Node[] {
  if (ts.isBinaryExpression(node)) return [node.left, node.right];
  const isNumber =
    ts.isCallExpression(node) && /^(Math\.\w+|Number|String|Date\.parse)$/.test(node.expression.getText());
  return isNumber ? node.arguments : [];
}

function isRateLimit({ flow }: SyncFacts, { expression }: ts.ThrowStatement): boolean {
  return flow
    .origins(expression)
    .some((origin) => ts.isNewExpression(origin) && isSdkName(flow, origin.expression, "RateLimitError"));
}
