import { ts } from "ts-morph";
import { bare, calledName } from "../code/syntax.ts";
import type { SyncFacts } from "../facts/types.ts";
import { builderCalls } from "./kit/builders.ts";
import { isGuarded } from "./kit/guards.ts";
import { emptinessOf } from "./kit/kinds.ts";
import { isRawField, isUpstream } from "./kit/records.ts";
import type { Fault, Rule } from "./rule.ts";

/** A number read from a value that may be none. */
export const numberUnguarded: Rule = {
  id: "number-unguarded",
  severity: "warn",
  hazards: ["H47"],
  title: "A number is read from what may be none",
  check: ({ syncs }) => syncs.flatMap(checkSync),
};

function checkSync(sync: SyncFacts): Fault[] {
  return builderCalls(sync).flatMap(({ call, name }) => {
    const [given] = call.arguments;
    if (name !== "number" || !given) return [];
    return [...readsIn(sync, given), ...askedAsItIs(given)].flatMap((read) => checkRead(sync, call, read));
  });
}

/** A value and what it goes through: `Number(value)` and `value / 100` make 0 of nothing, the SDK throws at it. */
type Read = { at: ts.Node; value: ts.Expression; how: "converted" | "calculated" | "as it is" };

function checkRead(sync: SyncFacts, call: ts.CallExpression, { at, value, how }: Read): Fault[] {
  const { isNull, isUndefined, isUnknown, isText, isAny } = emptinessOf(sync, value);
  const isNothing = isNull || isUnknown || (how === "as it is" && isUndefined);
  const isOpen = how === "converted" && (isText || isAny);
  if (!isNothing && !isOpen) return [];
  if (!sync.flow.origins(value).some(isRawField) || !isUpstream(sync, value)) return [];
  const [given = value] = call.arguments;
  if (isGuarded(sync, at, value) || isGuarded(sync, call, value) || isGuarded(sync, call, given)) return [];
  return [
    {
      at: call,
      sync,
      severity: isNothing ? "warn" : "info",
      message: messages[how],
      fix: 'Write `value == null || value === "" || !Number.isFinite(Number(value)) ? [] : Builder.number(Number(value))`.',
    },
  ];
}

const messages = {
  converted:
    '`Number(null)` and `Number("")` are 0: a record without a value gets a 0 in its row. A text that is no number empties the property without a word.',
  calculated: "With null this calculates as with 0: a record without a value gets a number in its row.",
  "as it is":
    "The SDK throws at null or undefined here. The page with such a record is never written, and the sync stops there.",
};

function askedAsItIs(given: ts.Expression): Read[] {
  return [{ at: given, value: given, how: "as it is" }];
}

const rounding = /^Math\.(round|floor|ceil|trunc|abs)$/;
const mostLevels = 4;

/** The values that a number is made from by conversion or calculation, without those that have another one behind them. */
function readsIn(sync: SyncFacts, given: ts.Expression, level = 0): Read[] {
  return sync.flow.origins(given).flatMap((origin): Read[] => {
    if (level > mostLevels || !ts.isExpression(origin) || hasFallback(origin)) return [];
    const node = bare(origin);
    if (ts.isBinaryExpression(node) && isCalculation(node)) {
      const operands = [node.left, node.right];
      const plain = operands.filter((each) => isRawField(each) || sync.flow.origins(each).some(isRawField));
      const reads = plain.map((value): Read => ({ at: node, value: bare(value), how: "calculated" }));
      return [...reads, ...operands.flatMap((each) => readsIn(sync, each, level + 1))];
    }
    const [first] = ts.isCallExpression(node) ? node.arguments : [];
    if (first && ts.isCallExpression(node) && rounding.test(node.expression.getText()))
      return readsIn(sync, first, level + 1);
    const value = convertedBy(node);
    return value && !isFallback(value) ? [{ at: node, value, how: "converted" }] : [];
  });
}

/** What `Number(…)` or a plus sign reads; `parseFloat` makes NaN of nothing, which empties the cell. */
function convertedBy(node: ts.Expression): ts.Expression | undefined {
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.PlusToken)
    return bare(node.operand);
  const [first] = ts.isCallExpression(node) && calledName(node) === "Number" ? node.arguments : [];
  return first && bare(first);
}

function isCalculation({ operatorToken: { kind } }: ts.BinaryExpression): boolean {
  return (
    kind === ts.SyntaxKind.AsteriskToken ||
    kind === ts.SyntaxKind.SlashToken ||
    kind === ts.SyntaxKind.MinusToken
  );
}

/** Whether something else stands in for nothing: `Number(points) || 0`, where somebody decided. */
function hasFallback(node: ts.Node): boolean {
  let { parent }: { parent: ts.Node } = node;
  while (ts.isParenthesizedExpression(parent)) ({ parent } = parent);
  return isFallback(parent) && ts.isBinaryExpression(parent) && bare(parent.left) === node;
}

function isFallback(node: ts.Node): boolean {
  return ts.isBinaryExpression(node) && /^(\|\||\?\?)$/.test(node.operatorToken.getText());
}
