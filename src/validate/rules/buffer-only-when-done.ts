import { ts } from "ts-morph";
import { findAll } from "../code/syntax.ts";
import { savedIn } from "../facts/state.ts";
import type { SyncFacts } from "../facts/types.ts";
import { askedFields, askedWith } from "./kit/asked.ts";
import { isClockBehind, isRecordTime } from "./kit/times.ts";
import type { Fault, Rule } from "./rule.ts";

/** A cursor that is held back from "now" on the last page, but on none before it. */
export const bufferOnlyWhenDone: Rule = {
  id: "buffer-only-when-done",
  severity: "error",
  hazards: ["H12"],
  title: "The cursor is held back on the last page only",
  check: ({ syncs }) => syncs.filter(({ mode }) => mode === "incremental").flatMap(checkSync),
};

function checkSync(sync: SyncFacts): Fault[] {
  // A request that names an upper bound of its own never sees what is too young.
  if (isClockBehind(sync.flow, askedWith(sync))) return [];
  return [...askedFields(sync).keys()].flatMap((field) => {
    const places = [...heldInBranch(sync, field), ...heldInEnvelope(sync, field)];
    return places.slice(0, 1).map((at) => ({
      at,
      sync,
      message: `Only the last page keeps \`${field}\` behind the clock; a full page takes it right up to now. What the API shows late then lies behind the cursor and is never read.`,
      fix: "Apply the same upper bound on every page, or fix it when the cycle begins and send it with every request.",
    }));
  });
}

/** `done ? min(next, now - lag) : next`. */
function heldInBranch(sync: SyncFacts, field: string): ts.Node[] {
  const nodes = savedIn(sync, field).flatMap((node) => [...sync.flow.feeds(node)]);
  return nodes.filter(ts.isConditionalExpression).filter(({ whenTrue, whenFalse }) => {
    const [yes, no] = [kindOf(sync, [whenTrue]), kindOf(sync, [whenFalse])];
    return (yes === "held" && no === "free") || (yes === "free" && no === "held");
  });
}

/** One envelope for the pages on the way, another for the last, and only that one bounded. */
function heldInEnvelope(sync: SyncFacts, field: string): ts.Node[] {
  const saved = (kind: "true" | "false"): ts.Node[] =>
    sync.envelopes
      .filter(({ hasMore }) => hasMore === kind)
      .flatMap(({ nextStateNodes }) => nextStateNodes.flatMap((node) => sync.flow.members(node, field)));
  const [onTheWay, atTheEnd] = [saved("true"), saved("false")];
  return kindOf(sync, onTheWay) === "free" && kindOf(sync, atTheEnd) === "held" ? onTheWay.slice(0, 1) : [];
}

function kindOf(sync: SyncFacts, nodes: readonly ts.Node[]): "held" | "free" | undefined {
  const feeds = new Set(nodes.flatMap((node) => [...sync.flow.feeds(node)]));
  if (![...feeds].some(isRecordTime)) return undefined;
  if (!isClockBehind(sync.flow, feeds)) return "free";
  return [...feeds].some(isSmallerOfTwo) ? "held" : undefined;
}

function isSmallerOfTwo(node: ts.Node): boolean {
  if (ts.isCallExpression(node)) return /^Math\.min$|^min/i.test(node.expression.getText());
  if (!ts.isConditionalExpression(node)) return false;
  return findAll(node.condition, ts.isBinaryExpression).some(({ operatorToken }) =>
    /^[<>]=?$/.test(operatorToken.getText()),
  );
}
