import { ts } from "ts-morph";
import { bare, findOwn, isFunction, type FunctionNode } from "../code/syntax.ts";
import type { SyncFacts } from "../facts/types.ts";
import { isRecordTime } from "./kit/times.ts";
import type { Fault, Rule } from "./rule.ts";

/** Times that are compared letter by letter. */
export const timeAsText: Rule = {
  id: "time-as-text",
  severity: "warn",
  hazards: ["H03", "H04"],
  title: "Times are compared as texts",
  check: ({ syncs }) => syncs.flatMap((sync) => [...sync.reached].flatMap((one) => checkFunction(sync, one))),
};

function checkFunction(sync: SyncFacts, one: FunctionNode): Fault[] {
  const compared = findOwn(one.body, isComparison).filter((node) => {
    const [left, right] = ts.isCallExpression(node)
      ? [(node.expression as ts.PropertyAccessExpression).expression, node.arguments[0]]
      : [node.left, node.right];
    if (!left || !right) return false;
    const kinds = [kindOf(sync, left), kindOf(sync, right)];
    return kinds.includes("given") && !kinds.includes(undefined);
  });
  const body = isFunction(one.body) ? [] : compared;
  return body.map((node) => ({
    at: node,
    sync,
    message:
      "Two times are compared letter by letter. `2026-01-05T10:00:00Z` and `2026-01-05T10:00:00.000Z`, or two time zones, then come out in the wrong order, and the cursor goes back or too far.",
    fix: "Compare `Date.parse(one)` with `Date.parse(other)`.",
  }));
}

function isComparison(node: ts.Node): node is ts.BinaryExpression | ts.CallExpression {
  if (ts.isBinaryExpression(node)) return /^[<>]=?$/.test(node.operatorToken.getText());
  return (
    ts.isCallExpression(node) &&
    ts.isPropertyAccessExpression(node.expression) &&
    node.expression.name.text === "localeCompare"
  );
}

/** "given": a time as an API prints it. "made": one that was printed here, always in the same way. */
function kindOf(sync: SyncFacts, given: ts.Expression): "given" | "made" | undefined {
  const node = bare(given);
  const type = sync.flow.checker.getNonNullableType(sync.flow.checker.getTypeAtLocation(node));
  if ((type.flags & ts.TypeFlags.StringLike) === 0 && !isUnionOfTexts(type)) return undefined;
  const origins = sync.flow.origins(node);
  if (isRecordTime(node) || origins.some(isRecordTime)) return "given";
  return origins.length > 0 && origins.every(isPrinted) ? "made" : undefined;
}

function isUnionOfTexts(type: ts.Type): boolean {
  return type.isUnion() && type.types.every(({ flags }) => (flags & ts.TypeFlags.StringLike) !== 0);
}

function isPrinted(node: ts.Node): boolean {
  if (ts.isStringLiteralLike(node)) return node.text === "" || /^\d{4}-\d\d-\d\dT/.test(node.text);
  return (
    ts.isCallExpression(node) &&
    ts.isPropertyAccessExpression(node.expression) &&
    node.expression.name.text === "toISOString"
  );
}
