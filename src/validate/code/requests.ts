import { ts } from "ts-morph";
import type { Flow } from "./flow.ts";
import { bare, findOwn, functionAround } from "./syntax.ts";

const sdk = /^@notionhq\/workers(\/|$)/;
const ownModule = /^(\.|\/|node:|#)/;

/** The module a value was imported from, if it came from a package; also where the project declares its types. */
export function packageOf(origin: ts.Node): string | undefined {
  for (let one: ts.Node | undefined = origin; one; one = one.parent) {
    if (ts.isImportDeclaration(one) && ts.isStringLiteral(one.moduleSpecifier))
      return one.moduleSpecifier.text;
    if (ts.isModuleDeclaration(one) && ts.isStringLiteral(one.name)) return one.name.text;
  }
  return undefined;
}

/**
 * Whether a call goes to the network: `fetch` under any name, or a method of a package's client that is awaited or read
 * page by page. */
export function isRequest(flow: Flow, call: ts.CallExpression): boolean {
  if (isFetch(flow, call.expression)) return true;
  return (isAwaited(call) || isReadInLoop(flow, call)) && clientPackage(flow, call) !== undefined;
}

/** Whether an expression may be the real `fetch`: by name, as `globalThis.fetch`, handed in, or by default. */
export function isFetch(flow: Flow, node: ts.Expression): boolean {
  const callee = bare(node);
  if (ts.isIdentifier(callee) && isGlobalFetch(flow, callee)) return true;
  return flow.origins(callee).some((origin) => {
    if (ts.isIdentifier(origin)) return isGlobalFetch(flow, origin);
    if (ts.isPropertyAccessExpression(origin))
      return (
        origin.name.text === "fetch" && /^(globalThis|window|self|global)$/.test(origin.expression.getText())
      );
    const from = packageOf(origin);
    return from !== undefined && /^(undici|node-fetch|cross-fetch)$/.test(from);
  });
}

/** The package whose client a call talks to: `stripe.customers.list(…)`, `octokit.request(…)`, `axios.get(…)`. */
export function clientPackage(flow: Flow, call: ts.CallExpression): string | undefined {
  return clientOf(flow, call)?.from;
}

/** The client of a package that a call talks to: what it is or was made by, and the package. */
export function clientOf(flow: Flow, call: ts.CallExpression): { origin: ts.Node; from: string } | undefined {
  let root: ts.Expression = bare(call.expression);
  while (ts.isPropertyAccessExpression(root) || ts.isElementAccessExpression(root))
    root = bare(root.expression);
  for (const origin of flow.origins(root)) {
    const made = ts.isNewExpression(origin) || ts.isCallExpression(origin) ? origin.expression : origin;
    for (const maker of flow.origins(made)) {
      const from = packageOf(maker);
      if (from !== undefined && !sdk.test(from) && !ownModule.test(from)) return { origin, from };
    }
  }
  return undefined;
}

function isGlobalFetch(flow: Flow, node: ts.Identifier): boolean {
  if (node.text !== "fetch") return false;
  const declarations = flow.checker.getSymbolAtLocation(node)?.declarations ?? [];
  return declarations.length === 0 || declarations.every((each) => each.getSourceFile().isDeclarationFile);
}

function isAwaited(call: ts.CallExpression): boolean {
  let { parent }: { parent: ts.Node } = call;
  while (
    ts.isPropertyAccessExpression(parent) ||
    ts.isCallExpression(parent) ||
    ts.isParenthesizedExpression(parent)
  )
    parent = parent.parent;
  return ts.isAwaitExpression(parent) || ts.isReturnStatement(parent) || ts.isArrowFunction(parent);
}

/** Whether the pages of a call are read by a `for await`, there or through a constant. */
function isReadInLoop(flow: Flow, call: ts.CallExpression): boolean {
  const around = functionAround(call);
  if (!around) return false;
  return findOwn(around, ts.isForOfStatement).some(
    ({ awaitModifier, expression }) => awaitModifier !== undefined && flow.origins(expression).includes(call),
  );
}
