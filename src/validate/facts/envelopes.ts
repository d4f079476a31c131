import { ts } from "ts-morph";
import type { Flow } from "../code/flow.ts";
import { bare, returnsOf, type FunctionNode } from "../code/syntax.ts";
import { presenceOf } from "./presence.ts";
import type { Envelope } from "./types.ts";

/** Every envelope a sync's `execute` may return, and whether no way out was missed. */
export function readEnvelopes(
  flow: Flow,
  execute: readonly FunctionNode[],
): { envelopes: Envelope[]; isWhole: boolean } {
  const origins = new Set(execute.flatMap(returnsOf).flatMap((node) => flow.origins(node)));
  const envelopes = [...origins].filter(isEnvelope).map((node) => readEnvelope(flow, node));
  return { envelopes, isWhole: envelopes.length > 0 && envelopes.length === origins.size };
}

function isEnvelope(node: ts.Node): node is ts.ObjectLiteralExpression {
  if (!ts.isObjectLiteralExpression(node)) return false;
  return node.properties.some(
    (property) =>
      ts.isSpreadAssignment(property) ||
      (property.name && /^["']?(changes|hasMore)["']?$/.test(property.name.getText())),
  );
}

function readEnvelope(flow: Flow, node: ts.ObjectLiteralExpression): Envelope {
  const hasMoreNodes = flow.members(node, "hasMore").flatMap((each) => flow.origins(each));
  const nextStateNodes = flow.members(node, "nextState").flatMap((each) => flow.origins(each));
  return {
    node,
    hasMoreNodes,
    hasMore: hasMore(hasMoreNodes),
    nextStateNodes,
    nextState: presenceOf(flow, node, "nextState"),
    changes: flow.members(node, "changes"),
  };
}

function hasMore(nodes: readonly ts.Node[]): Envelope["hasMore"] {
  const kinds = nodes.map((node) => (ts.isExpression(node) ? bare(node).kind : node.kind));
  if (kinds.length > 0 && kinds.every((kind) => kind === ts.SyntaxKind.TrueKeyword)) return "true";
  if (kinds.length > 0 && kinds.every((kind) => kind === ts.SyntaxKind.FalseKeyword)) return "false";
  return "either";
}
