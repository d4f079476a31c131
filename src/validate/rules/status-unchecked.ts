import { ts } from "ts-morph";
import type { Flow } from "../code/flow.ts";
import { functionAround, findAll, isInside } from "../code/syntax.ts";
import type { SyncFacts } from "../facts/types.ts";
import { bodyReads, concernsRead, statusLooks, type ResponseUse } from "./kit/responses.ts";
import type { Fault, Rule } from "./rule.ts";

/** A body that is read as data whatever the status says. */
export const statusUnchecked: Rule = {
  id: "status-unchecked",
  severity: "error",
  hazards: ["H39", "H40"],
  title: "An answer is read without a look at its status",
  check: ({ syncs }) => syncs.flatMap(checkSync),
};

function checkSync(sync: SyncFacts): Fault[] {
  const looks = statusLooks(sync);
  return bodyReads(sync).flatMap((read) => {
    const seen = looks.filter((look) => concernsRead(sync, look, read));
    if (seen.some((look) => !isNarrow(sync, look)) || seen.some((look) => isBehind(read, look))) return [];
    const what =
      seen.length === 0
        ? "Nothing looks at `ok` or `status` before this body is read."
        : "Only single statuses are told apart before this body is read; every other refusal passes for data.";
    return [
      {
        at: read.node,
        sync,
        message: `${what} The body of a refusal is taken for a page: an error that happens to hold an empty list ends the cycle, and rows are lost or deleted.`,
        fix: "Before the body is read: `if (!response.ok) throw new Error(`GET /path: HTTP ${response.status}`)`, and RateLimitError for 429.",
      },
    ];
  });
}

/** Whether a look tells only one refusal apart, as `status === 429` does, or a few. */
function isNarrow({ flow }: SyncFacts, { node }: ResponseUse): boolean {
  if (!ts.isBindingElement(node)) return isComparedToRefusal(flow, node);
  const symbol = flow.checker.getSymbolAtLocation(node.name);
  const around = functionAround(node);
  if (!symbol || !around) return false;
  const uses = findAll(around, ts.isIdentifier).filter(
    (each) => each !== node.name && flow.checker.getSymbolAtLocation(each) === symbol,
  );
  return uses.every((each) => isComparedToRefusal(flow, each));
}

/** `status === 404`, `[404, 410].includes(status)`; and what is only said in an error. */
function isComparedToRefusal(flow: Flow, node: ts.Node): boolean {
  const { parent } = node;
  if (isInThrow(node)) return true;
  if (ts.isCallExpression(parent)) return isListedAmongRefusals(flow, parent);
  if (!ts.isBinaryExpression(parent) || !/^[!=]==?$/.test(parent.operatorToken.getText())) return false;
  return areRefusals(flow.origins(parent.left === node ? parent.right : parent.left));
}

function isInThrow(node: ts.Node): boolean {
  let one = node.parent;
  while (ts.isExpression(one) || ts.isTemplateSpan(one)) one = one.parent;
  return ts.isThrowStatement(one);
}

// Who writes out so many refusals means all there are.
const mostListed = 6;

function isListedAmongRefusals(flow: Flow, { expression }: ts.CallExpression): boolean {
  if (!ts.isPropertyAccessExpression(expression) || expression.name.text !== "includes") return false;
  const lists = flow.origins(expression.expression);
  const listed = lists.flatMap((each) => (ts.isArrayLiteralExpression(each) ? [...each.elements] : [each]));
  return listed.length <= mostListed && areRefusals(listed);
}

function areRefusals(values: readonly ts.Node[]): boolean {
  return values.length > 0 && values.every((each) => ts.isNumericLiteral(each) && Number(each.text) >= 400);
}

/** Whether the body is read only where that status was seen: to say more in the error, say. */
function isBehind(read: ResponseUse, look: ResponseUse): boolean {
  for (let one: ts.Node | undefined = look.node; one; one = one.parent) {
    const { parent }: { parent: ts.Node | undefined } = one;
    if (parent && ts.isIfStatement(parent) && parent.expression === one)
      return isInside(read.node, parent.thenStatement);
  }
  return false;
}
