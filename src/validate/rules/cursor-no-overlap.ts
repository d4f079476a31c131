import { ts } from "ts-morph";
import type { Call } from "../code/flow.ts";
import { isFunction } from "../code/syntax.ts";
import { stateFields } from "../facts/state.ts";
import type { SyncFacts } from "../facts/types.ts";
import { askedFields, askedTexts } from "./kit/asked.ts";
import { isOtherSubtraction, isRecordTime, isSubtraction, isZero } from "./kit/times.ts";
import { savedAtEnd } from "./kit/saved.ts";
import type { Fault, Rule } from "./rule.ts";

/** A delta that asks from the newest time it saw, and not from some time before. */
export const cursorNoOverlap: Rule = {
  id: "cursor-no-overlap",
  severity: "warn",
  hazards: ["H01", "H11", "H13"],
  title: "A cycle begins exactly at the newest time of the one before",
  check: ({ syncs }) => syncs.filter(({ mode }) => mode === "incremental").flatMap(checkSync),
};

function checkSync(sync: SyncFacts): Fault[] {
  // A database subtracts in its own language.
  if (askedTexts(sync).some(({ text }) => /\binterval\b|date_?(add|sub)|make_interval/i.test(text)))
    return [];
  return [...askedFields(sync)].flatMap(([field, read]) => {
    const saved = savedAtEnd(sync, field).flatMap((node) => [...sync.flow.feeds(node)]);
    const time = saved.find(isRecordTime);
    if (!time || saved.some((node) => isRealSubtraction(sync, node))) return [];
    if (!isAskedUnchanged(sync, field)) return [];
    return [
      {
        at: read,
        sync,
        message: `The next cycle asks from exactly the newest time it saw (\`${field}\`). A change that the API shows late, or with the same time as the last one, is never read.`,
        fix: "Ask from some minutes before it: `new Date(Date.parse(saved) - 10 * 60_000).toISOString()`. Rows that come twice change nothing.",
      },
    ];
  });
}

/** Whether a field of the state reaches a request on a way on which nothing is taken from it. */
function isAskedUnchanged(sync: SyncFacts, field: string): boolean {
  const { flow } = sync;
  const reached = new Set<ts.Node>();
  const follow = (node: ts.Node): void => {
    for (const each of flow.feeds(node, (one) => isSubtraction(one) || isOtherSubtraction(one)))
      reached.add(each);
  };
  for (const { call } of sync.requests) for (const argument of call.arguments) follow(argument);
  // Of a helper that subtracts what it is given, only the calls that give it 0 let a time through.
  for (const node of [...reached].filter(isSubtraction))
    for (const argument of passedThrough(sync, node)) follow(argument);
  return stateFields(sync, reached).has(field);
}

/** What a helper that subtracts is given besides, by those calls that give it 0 to take off. */
export function passedThrough(sync: SyncFacts, node: ts.BinaryExpression): ts.Node[] {
  if (isZero(sync.flow, node.right)) return [node.left];
  const taken = parameterOf(sync, node.right);
  if (!taken || !isFunction(taken.parent)) return [];
  const index = taken.parent.parameters.indexOf(taken);
  const zero = sync.flow.callers(taken.parent).filter((call) => isZeroAt(sync, call, index));
  return zero.flatMap((call) => (call.arguments ?? []).filter((_, place) => place !== index));
}

function isZeroAt(sync: SyncFacts, call: Call, index: number): boolean {
  const argument = call.arguments?.[index];
  return argument !== undefined && isZero(sync.flow, argument);
}

function parameterOf(sync: SyncFacts, node: ts.Expression): ts.ParameterDeclaration | undefined {
  const declaration = ts.isIdentifier(node)
    ? sync.flow.checker.getSymbolAtLocation(node)?.declarations?.[0]
    : undefined;
  return declaration && ts.isParameter(declaration) ? declaration : undefined;
}

function isRealSubtraction(sync: SyncFacts, node: ts.Node): boolean {
  return (isSubtraction(node) && !isZero(sync.flow, node.right)) || isOtherSubtraction(node);
}
