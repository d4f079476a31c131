import { ts } from "ts-morph";
import { receiverOf } from "../code/names.ts";
import { findAll, functionAround, isFunction } from "../code/syntax.ts";
import { comesFromAnswer } from "./kit/answers.ts";
import type { SyncFacts } from "../facts/types.ts";
import type { Rule } from "./rule.ts";

/** A record that fails and is left out without a word. */
export const swallowedRecord: Rule = {
  id: "swallowed-record",
  severity: "info",
  hazards: ["H47", "H48"],
  title: "A record that cannot be read is left out in silence",
  check: ({ syncs }) =>
    syncs.flatMap((sync) =>
      [...sync.reached]
        .flatMap((one) => findAll(one, ts.isCatchClause))
        .filter((clause) => isSilent(clause) && isPerRecord(sync, clause))
        .map((clause) => ({
          at: clause,
          sync,
          message: `A record that throws here gets no row, and nothing counts or names it.${sync.mode === "replace" ? " The row it had is deleted at the end of the cycle." : ""}`,
          fix: "Let it throw, or count the records that were left out and write the number, with an id or two, into the log; refuse the page when it is more than a few.",
        })),
    ),
};

/** Nothing is written, called, thrown or counted in it. */
function isSilent({ block }: ts.CatchClause): boolean {
  return block.statements.every((statement) => {
    if (ts.isContinueStatement(statement)) return true;
    if (!ts.isReturnStatement(statement)) return false;
    const { expression } = statement;
    if (!expression) return true;
    const isEmptyList = ts.isArrayLiteralExpression(expression) && expression.elements.length === 0;
    return (
      isEmptyList || expression.kind === ts.SyntaxKind.NullKeyword || expression.getText() === "undefined"
    );
  });
}

/** Whether it is around one record of a list that an answer brought, and no request. */
function isPerRecord(sync: SyncFacts, clause: ts.CatchClause): boolean {
  const { tryBlock } = clause.parent;
  const calls = findAll(tryBlock, ts.isCallExpression);
  const asking = new Set<ts.Node>(sync.requests.flatMap(({ call }) => [call, functionAround(call) ?? call]));
  const reached = sync.flow.reached(calls.flatMap((call) => sync.flow.functions(call.expression)));
  if ([...calls, ...reached].some((one) => asking.has(one))) return false;
  const list = listAround(clause);
  return list !== undefined && [...sync.flow.feeds(list)].some((node) => comesFromAnswer(sync, node));
}

function listAround(node: ts.Node): ts.Expression | undefined {
  for (let one = node.parent; one; one = one.parent) {
    if (ts.isForOfStatement(one)) return one.expression;
    const [parameter] = isFunction(one) ? one.parameters : [];
    if (isFunction(one)) return parameter && receiverOf(parameter);
  }
  return undefined;
}
