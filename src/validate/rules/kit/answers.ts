import { ts } from "ts-morph";
import { isRequest } from "../../code/requests.ts";
import { calledName } from "../../code/syntax.ts";
import type { SyncFacts } from "../../facts/types.ts";

/** Whether a node is an answer of the network, or what was read from one. */
export function comesFromAnswer({ flow }: SyncFacts, node: ts.Node): boolean {
  if (!ts.isCallExpression(node)) return false;
  return isRequest(flow, node) || /^(json|text|arrayBuffer)$/.test(calledName(node) ?? "");
}

/** Whether an answer of the network is among what a value is made from. */
export function isMadeOfAnswer(sync: SyncFacts, node: ts.Node): boolean {
  return [...sync.flow.feeds(node)].some((each) => comesFromAnswer(sync, each));
}
