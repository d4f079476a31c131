import { ts } from "ts-morph";
import { stepFrom } from "../../code/step.ts";
import { bare, calledName } from "../../code/syntax.ts";
import { isUndefined } from "../../facts/presence.ts";
import type { SyncFacts } from "../../facts/types.ts";
import { isGuarded } from "./guards.ts";
import { emptinessOf } from "./kinds.ts";
import { isRawField, isUpstream, rawFieldsOf } from "./records.ts";

/**
 * Whether a number of milliseconds may be NaN or undefined for a record: `Date.parse(record.due)` that nobody looks at,
 * a helper that gives NaN for what is no time, a calculation with a field that may be missing.
 */
export function mayBeNoTime(sync: SyncFacts, node: ts.Node): boolean {
  return mayBeNone({ sync, seen: new Set() }, node);
}

type Looking = { sync: SyncFacts; seen: ReadonlySet<ts.Node> };

const calculating = /^Math\.(min|max|round|floor|ceil|trunc|abs)$/;
const mostSteps = 30;

function mayBeNone(looking: Looking, given: ts.Node): boolean {
  const node = ts.isExpression(given) ? bare(given) : given;
  const { sync, seen } = looking;
  if (isUndefined(node) || /^(Number\.)?NaN$/.test(node.getText())) return true;
  if (seen.has(node) || seen.size > mostSteps) return false;
  const inner = { sync, seen: new Set([...seen, node]) };
  const any = (nodes: readonly ts.Node[]): boolean => nodes.some((each) => mayBeNone(inner, each));
  if (ts.isExpression(node) && !ts.isLiteralExpression(node) && isGuarded(sync, node, node)) return false;
  if (ts.isBinaryExpression(node)) return mayBinaryBeNone(inner, node);
  if (ts.isCallExpression(node)) {
    const called = node.expression.getText();
    const [first] = node.arguments;
    if (called === "Date.parse" && first) return isOfRecord(sync, first) && !isGuarded(sync, node, first);
    if (calculating.test(called)) return any(node.arguments);
    if (/^(getTime|valueOf)$/.test(calledName(node) ?? "")) return any(datesOf(sync, node));
  }
  return any(stepFrom(sync.flow, node).filter((each) => each !== node));
}

/** A text of the saved state, or one that the project itself wrote, is a time. */
function isOfRecord(sync: SyncFacts, text: ts.Expression): boolean {
  return rawFieldsOf(sync, text).some((field) => isUpstream(sync, field));
}

function mayBinaryBeNone(looking: Looking, { left, right, operatorToken }: ts.BinaryExpression): boolean {
  switch (operatorToken.kind) {
    case ts.SyntaxKind.BarBarToken:
      return mayBeNone(looking, right);
    case ts.SyntaxKind.QuestionQuestionToken:
      // NaN goes past it.
      return mayBeNone(looking, right) || (isNumber(looking, left) && mayBeNone(looking, left));
    case ts.SyntaxKind.AsteriskToken:
    case ts.SyntaxKind.SlashToken:
    case ts.SyntaxKind.MinusToken:
    case ts.SyntaxKind.PlusToken:
      return [left, right].some((each) => isOpenField(looking.sync, each) || mayBeNone(looking, each));
    default:
      return false;
  }
}

/** Whether a value before `??` is never undefined, so that what may be wrong with it stays. */
function isNumber({ sync }: Looking, node: ts.Expression): boolean {
  const { isUndefined: isMissing, isNull, isAny, isUnknown } = emptinessOf(sync, node);
  return !(isMissing || isNull || isAny || isUnknown);
}

/** A field of a record that need not be a number. */
function isOpenField(sync: SyncFacts, node: ts.Expression): boolean {
  if (!sync.flow.origins(node).some(isRawField) || !isUpstream(sync, node)) return false;
  if (isGuarded(sync, node, node)) return false;
  const { isUndefined: isMissing, isText, isUnknown } = emptinessOf(sync, node);
  return isMissing || isText || isUnknown;
}

/** What `new Date(value)` read, of `date.getTime()`. */
function datesOf({ flow }: SyncFacts, { expression }: ts.CallExpression): ts.Node[] {
  const dates = ts.isPropertyAccessExpression(expression) ? flow.origins(expression.expression) : [];
  return dates.flatMap((date) => (ts.isNewExpression(date) ? [...(date.arguments ?? [])] : []));
}
