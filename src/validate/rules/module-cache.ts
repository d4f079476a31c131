import { ts } from "ts-morph";
import { findAll, functionAround } from "../code/syntax.ts";
import { isClock } from "../facts/clock.ts";
import { isUndefined } from "../facts/presence.ts";
import type { SyncFacts } from "../facts/types.ts";
import { isMadeOfAnswer } from "./kit/answers.ts";
import type { Fault, Rule } from "./rule.ts";

/** What one call read and a later one believes. */
export const moduleCache: Rule = {
  id: "module-cache",
  severity: "warn",
  hazards: ["H10", "H27"],
  title: "An answer is kept outside of execute",
  check: ({ syncs }) => syncs.flatMap(checkSync),
};

function checkSync(sync: SyncFacts): Fault[] {
  const { toName, into, toProperty } = sync.flow.assignments;
  const symbols = new Set([...toName.keys(), ...into.keys(), ...toProperty.keys()].filter(isOfModule));
  return [...symbols].flatMap((symbol) => {
    const values = [
      ...(toName.get(symbol) ?? []),
      ...(into.get(symbol) ?? []),
      ...[...(toProperty.get(symbol)?.values() ?? [])].flat(),
    ].filter((value) => isReached(sync, value));
    const kept = values.find((value) => isMadeOfAnswer(sync, value));
    if (!kept || isMeantToLast(sync, symbol, values)) return [];
    return [
      {
        at: kept,
        sync,
        message: `An answer is kept in \`${symbol.name}\`, outside of \`execute\`. How long a process lives nobody knows: one call works with what was read hours ago, and the next one, in another process, finds nothing there.`,
        fix: "Read it again in each call or cycle, or keep what later pages need in `nextState`.",
      },
    ];
  });
}

function isOfModule(symbol: ts.Symbol): boolean {
  const [declaration] = symbol.declarations ?? [];
  return (
    declaration !== undefined &&
    ts.isVariableDeclaration(declaration) &&
    ts.isSourceFile(declaration.parent.parent.parent)
  );
}

function isReached(sync: SyncFacts, node: ts.Node): boolean {
  const around = functionAround(node);
  return around !== undefined && sync.reached.has(around);
}

/** A credential, what has a date of expiry, and what is emptied again may stay. */
function isMeantToLast(sync: SyncFacts, symbol: ts.Symbol, values: readonly ts.Expression[]): boolean {
  if (/token|auth|session|secret|credential|login/i.test(symbol.name)) return true;
  const isEmptied = values.some(
    (value) =>
      isUndefined(value) ||
      value.kind === ts.SyntaxKind.NullKeyword ||
      /^(new (Map|Set)\b.*\(\)|\[\]|\{\})$/.test(value.getText()),
  );
  if (isEmptied) return true;
  const around = values.flatMap((value) => functionAround(value) ?? []);
  if (around.some((one) => findAll(one, isClockNode).length > 0)) return true;
  return [...sync.reached].some((one) =>
    findAll(one, ts.isPropertyAccessExpression).some(
      ({ expression, name }) =>
        /^(clear|delete)$/.test(name.text) && sync.flow.checker.getSymbolAtLocation(expression) === symbol,
    ),
  );
}

function isClockNode(node: ts.Node): node is ts.Node {
  return isClock(node);
}
