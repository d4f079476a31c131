import { ts } from "ts-morph";
import type { Flow } from "../code/flow.ts";
import { packageOf } from "../code/requests.ts";
import { bare, walk } from "../code/syntax.ts";
import type { Registered } from "./types.ts";

const kinds = new Set(["database", "pacer", "sync", "oauth", "credential", "tool", "webhook", "automation"]);
const sdk = "@notionhq/workers";

/** Everything a project registers on a worker, in the order of files and text. */
export function findRegistered(flow: Flow): Registered[] {
  const found: Registered[] = [];
  for (const file of flow.program.files) {
    walk(file, (node) => {
      const one = ts.isCallExpression(node) ? readRegistered(flow, node) : undefined;
      if (one) found.push(one);
    });
  }
  return found;
}

function readRegistered(flow: Flow, call: ts.CallExpression): Registered | undefined {
  const callee = bare(call.expression);
  const [keyNode, config] = call.arguments;
  if (!ts.isPropertyAccessExpression(callee) || !keyNode || !kinds.has(callee.name.text)) return undefined;
  if (!isWorker(flow, callee.expression)) return undefined;
  const key = textOf(flow, keyNode);
  return {
    kind: callee.name.text,
    keyNode,
    call,
    ...(key !== undefined && { key }),
    ...(config && { config }),
  };
}

/** The one text an expression stands for; undefined if it is computed or may be several. */
export function textOf(flow: Flow, node: ts.Node): string | undefined {
  const origins = flow.origins(node);
  const [origin] = origins;
  return origins.length === 1 && origin && ts.isStringLiteralLike(origin) ? origin.text : undefined;
}

function isWorker(flow: Flow, node: ts.Expression): boolean {
  return flow.origins(node).some((origin) => {
    if (ts.isNewExpression(origin)) return isSdkName(flow, origin.expression, "Worker");
    const isTyped = ts.isParameter(origin) && origin.type && ts.isTypeReferenceNode(origin.type);
    return isTyped ? isSdkName(flow, origin.type.typeName, "Worker") : false;
  });
}

/** Whether a name was imported from the SDK under this name, also by an alias or through a namespace. */
export function isSdkName(flow: Flow, node: ts.Node, name: string): boolean {
  if (ts.isPropertyAccessExpression(node) || ts.isQualifiedName(node)) {
    const [owner, member] = ts.isQualifiedName(node) ? [node.left, node.right] : [node.expression, node.name];
    return member.text === name && comesFromSdk(flow, owner);
  }
  const symbol = ts.isIdentifier(node) ? flow.checker.getSymbolAtLocation(node) : undefined;
  const declaration = symbol?.declarations?.[0];
  if (!declaration || !ts.isImportSpecifier(declaration)) return false;
  return (declaration.propertyName ?? declaration.name).text === name && isSdkImport(declaration);
}

function comesFromSdk(flow: Flow, node: ts.Node): boolean {
  const declaration = flow.checker.getSymbolAtLocation(node)?.declarations?.[0];
  return declaration !== undefined && isSdkImport(declaration);
}

function isSdkImport(node: ts.Node): boolean {
  const from = packageOf(node);
  return from === sdk || from?.startsWith(`${sdk}/`) === true;
}

/** Which function of `Schema` or `Builder` a call is: `["Schema", "richText"]`, also where it was imported by its own name. */
export function sdkCall(flow: Flow, node: ts.Node): ["Schema" | "Builder", string] | undefined {
  return ts.isCallExpression(node) ? sdkFunction(flow, node.expression) : undefined;
}

/** As `sdkCall`, of the function itself, as it is handed on: `Builder.number` in `cell(points, Builder.number)`. */
export function sdkFunction(flow: Flow, node: ts.Expression): ["Schema" | "Builder", string] | undefined {
  const callee = bare(node);
  const isMember = ts.isPropertyAccessExpression(callee);
  const name = isMember ? bare(callee.expression) : callee;
  // Of anything but a name the checker would have to find the type, which takes it long.
  if (!ts.isIdentifier(name)) return undefined;
  const declaration = flow.checker.getSymbolAtLocation(name)?.declarations?.[0];
  const from = declaration && roomOf(declaration);
  if (!from) return undefined;
  if (isMember) return [from, callee.name.text];
  return ts.isImportSpecifier(declaration)
    ? [from, (declaration.propertyName ?? declaration.name).text]
    : undefined;
}

function roomOf(declaration: ts.Declaration): "Schema" | "Builder" | undefined {
  const from = packageOf(declaration);
  if (from === `${sdk}/schema` || from === `${sdk}/builder`)
    return from.endsWith("schema") ? "Schema" : "Builder";
  if (from !== sdk || !ts.isImportSpecifier(declaration)) return undefined;
  const { text } = declaration.propertyName ?? declaration.name;
  return text === "Schema" || text === "Builder" ? text : undefined;
}
