import { ts } from "ts-morph";
import { bare, calledName } from "../code/syntax.ts";
import type { SyncFacts } from "../facts/types.ts";
import { builderCalls } from "./kit/builders.ts";
import { isGuarded } from "./kit/guards.ts";
import { kindsOf } from "./kit/kinds.ts";
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
    return sync.flow.origins(given).flatMap((origin) => checkValue(sync, { call, given }, origin));
  });
}

type Written = { call: ts.CallExpression; given: ts.Expression };

function checkValue(sync: SyncFacts, { call, given }: Written, origin: ts.Node): Fault[] {
  const value = convertedBy(origin) ?? origin;
  const isConverted = value !== origin;
  if (!ts.isExpression(value) || !isRawField(value) || !isUpstream(sync, value)) return [];
  // Where it is given as it comes, the expression may have put another value in the place of none: `points ?? 0`.
  const kinds = kindsOf(sync, isConverted ? value : given);
  const mayBeNothing = kinds.has("nothing");
  if (!mayBeNothing && !(isConverted && (kinds.has("open") || kinds.has("text")))) return [];
  if (isGuarded(sync, origin, value) || isGuarded(sync, call, value)) return [];
  return [
    {
      at: call,
      sync,
      severity: mayBeNothing ? "warn" : "info",
      message: isConverted
        ? '`Number(null)` and `Number("")` are 0: a record without a value gets a 0 in its row. A text that is no number empties the property without a word.'
        : "The SDK throws at null or undefined here. The page with such a record is never written, and the sync stops there.",
      fix: 'Write `value == null || value === "" || !Number.isFinite(Number(value)) ? [] : Builder.number(Number(value))`.',
    },
  ];
}

/** What `Number(…)`, `parseFloat(…)` or a plus sign reads. */
function convertedBy(given: ts.Node): ts.Expression | undefined {
  const node = ts.isExpression(given) ? bare(given) : given;
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.PlusToken)
    return bare(node.operand);
  const [first] = ts.isCallExpression(node) ? node.arguments : [];
  if (!first || !ts.isCallExpression(node)) return undefined;
  return /^(Number|parseFloat|parseInt)$/.test(calledName(node) ?? "") ? bare(first) : undefined;
}
