import { ts } from "ts-morph";
import { isClock } from "../facts/clock.ts";
import { stateFields } from "../facts/state.ts";
import type { SyncFacts } from "../facts/types.ts";
import { askedFields } from "./kit/asked.ts";
import { savedAtEnd } from "./kit/saved.ts";
import { isRecordTime } from "./kit/times.ts";
import { askedUnchanged } from "./kit/unchanged.ts";
import type { Fault, Rule } from "./rule.ts";

/** A pair whose delta begins at its own "now", whatever the full read is at. */
export const deltaAfterBackfill: Rule = {
  id: "delta-after-backfill",
  severity: "warn",
  hazards: ["H29", "H52"],
  title: "The first cycle of a delta begins at its own now",
  check: ({ syncs }) => syncs.filter(isOfPair).flatMap(checkSync),
};

function isOfPair({ mode, partners }: SyncFacts): boolean {
  return mode === "incremental" && partners.some((one) => one.mode === "replace");
}

function checkSync(sync: SyncFacts): Fault[] {
  const times = [...askedFields(sync).keys()].filter((field) =>
    savedAtEnd(sync, field).some((node) => [...sync.flow.feeds(node)].some(isRecordTime)),
  );
  const clock = times.length > 0 ? clockOf(sync, times) : undefined;
  if (!clock) return [];
  return [
    {
      at: clock,
      sync,
      message:
        "Without a state this asks for changes since now. What changed after the full read passed it, and before this first cycle, is in neither of them; after a reset of this sync alone it is the same.",
      fix: "Let the first cycle look back further than a full read takes: `new Date(Date.now() - 24 * 60 * 60_000)`.",
    },
  ];
}

/** The clock that reaches a request with nothing taken off it. */
function clockOf(sync: SyncFacts, times: readonly string[]): ts.Node | undefined {
  return [...askedUnchanged(sync)].find((node) => isClock(node) && standsIn(sync, node, times));
}

/** `state?.since ?? new Date().toISOString()`: what stands in for the saved time; not an upper bound. */
function standsIn(sync: SyncFacts, node: ts.Node, times: readonly string[]): boolean {
  for (let one: ts.Node = node; one.parent && !ts.isStatement(one.parent); one = one.parent) {
    const { parent } = one;
    const saved =
      ts.isBinaryExpression(parent) &&
      /^(\?\?|\|\|)$/.test(parent.operatorToken.getText()) &&
      parent.right === one
        ? parent.left
        : ts.isConditionalExpression(parent) && parent.condition !== one
          ? parent.whenTrue === one
            ? parent.whenFalse
            : parent.whenTrue
          : undefined;
    const fields = saved ? stateFields(sync, sync.flow.feeds(saved)) : new Map<string, ts.Node>();
    if (times.some((time) => fields.has(time))) return true;
  }
  return false;
}
