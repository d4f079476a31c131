import { ts } from "ts-morph";
import type { Flow } from "../code/flow.ts";
import { findOwn, isFunction, walk, type FunctionNode } from "../code/syntax.ts";
import { textOf } from "./registered.ts";
import { presenceOf } from "./presence.ts";
import type { Request, Upsert } from "./types.ts";
import { isFetch, isRequest } from "../code/requests.ts";

/** The changes that functions make: rows written and rows deleted, wherever the objects are written out. */
export function readChanges(
  flow: Flow,
  reached: ReadonlySet<FunctionNode>,
): { upserts: Upsert[]; deletes: ts.ObjectLiteralExpression[] } {
  const upserts = new Map<ts.Node, Upsert>();
  const deletes = new Set<ts.ObjectLiteralExpression>();
  for (const one of reached) {
    walk(one, (node) => {
      if (!ts.isObjectLiteralExpression(node)) return;
      const types = flow.members(node, "type").map((each) => textOf(flow, each));
      if (types.includes("delete")) deletes.add(node);
      if (types.includes("upsert")) upserts.set(node, readUpsert(flow, node));
    });
  }
  return { upserts: [...upserts.values()], deletes: [...deletes] };
}

function readUpsert(flow: Flow, node: ts.ObjectLiteralExpression): Upsert {
  const [key] = flow.members(node, "key");
  return {
    node,
    ...(key && { key }),
    properties: flow.members(node, "properties").flatMap((each) => flow.origins(each)),
    upstreamUpdatedAt: presenceOf(flow, node, "upstreamUpdatedAt"),
  };
}

/** The calls to the network in these functions. */
export function readRequests(flow: Flow, reached: ReadonlySet<FunctionNode>): Request[] {
  const found = new Map<ts.CallExpression, Request>();
  for (const one of reached) {
    for (const call of ownCalls(one)) {
      if (isRequest(flow, call)) found.set(call, { call, isFetch: isFetch(flow, call.expression) });
    }
  }
  return [...found.values()];
}

function ownCalls(node: FunctionNode): ts.CallExpression[] {
  const inside = [node.body, ...node.parameters.flatMap(({ initializer }) => initializer ?? [])];
  return inside.flatMap((part) => (isFunction(part) ? [] : findOwn(part, ts.isCallExpression)));
}
