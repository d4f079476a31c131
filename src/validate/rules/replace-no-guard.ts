import { ts } from "ts-morph";
import type { Flow } from "../code/flow.ts";
import { findAll, functionAround, returnsOf, type FunctionNode } from "../code/syntax.ts";
import { savedIn, stateFields } from "../facts/state.ts";
import type { SyncFacts } from "../facts/types.ts";
import { isMadeOfAnswer } from "./kit/answers.ts";
import { decisionsIn, wholePartsOf } from "./kit/conditions.ts";
import { goesOnIn, throwsIn } from "./kit/refusals.ts";
import type { Fault, Rule } from "./rule.ts";

/** A full read that may end without one record, upon which Notion deletes every row. */
export const replaceNoGuard: Rule = {
  id: "replace-no-guard",
  severity: "error",
  hazards: ["H32", "H33"],
  title: "A replace sync may end without a single record",
  check: ({ syncs }) =>
    syncs
      .filter(({ mode, isWhole, requests }) => mode === "replace" && isWhole && requests.length > 0)
      .flatMap(checkSync),
};

function checkSync(sync: SyncFacts): Fault[] {
  const end = sync.envelopes.find(({ hasMore }) => hasMore !== "true");
  if (!end || isGuarded(sync) || (end.hasMore === "either" && asksAnywhere(sync))) return [];
  return [
    {
      at: end.node,
      sync,
      message:
        "This ends the cycle also when the API listed nothing, and Notion then deletes every row. An outage, a lost permission or another account often answers with an empty list and status 200.",
      fix: 'Count the records of the cycle, and refuse to end it with none: `if (rows === 0) throw new Error("The API lists no records. Nothing was deleted.")`.',
    },
  ];
}

function isGuarded(sync: SyncFacts): boolean {
  const { flow } = sync;
  if ([...sync.reached].some((one) => /(?<!\bMath)\.(nonempty|nonEmpty|min)\(/.test(one.getText())))
    return true;
  const others = otherExits(sync);
  return decisionsIn(sync.reached).some(({ condition, then, otherwise }) => {
    const around = functionAround(condition);
    if (around && others.has(around)) return false;
    const counts = wholePartsOf(flow, condition).filter((part) => isCounted(sync, part));
    if (counts.length === 0) return false;
    if (otherwise && throwsIn(flow, otherwise)) return true;
    if (throwsIn(flow, then)) return !counts.every((part) => asksForMany(flow, part));
    return counts.some((part) => asksForNone(flow, part) && !isOwnTotal(sync, part)) && goesOnIn(flow, then);
  });
}

/** The functions that only ever give envelopes which go on: what they look at does not stand before the end. */
function otherExits(sync: SyncFacts): ReadonlySet<FunctionNode> {
  const goesOn = new Map<ts.Node, boolean>(
    sync.envelopes.map(({ node, hasMore }) => [node, hasMore === "true"]),
  );
  const isOther = (one: FunctionNode): boolean => {
    const given = returnsOf(one).flatMap((each) => sync.flow.origins(each));
    return given.length > 0 && given.every((each) => goesOn.get(each));
  };
  return new Set([...sync.reached].filter((one) => !sync.flow.isEntry(one) && isOther(one)));
}

/** Where one envelope ends and goes on, a count that is held against 0 decides which. */
function asksAnywhere(sync: SyncFacts): boolean {
  return decisionsIn(sync.reached).some(({ condition }) =>
    wholePartsOf(sync.flow, condition).some(
      (part) => /^\w+(===?|!==?|>)0$/.test(part.getText().replace(/\s/g, "")) && isCounted(sync, part),
    ),
  );
}

/** `rows < answer.total`: an API that lists nothing says 0 as well. */
function isOwnTotal(sync: SyncFacts, part: ts.Expression): boolean {
  if (!ts.isBinaryExpression(part) || !/^<=?$/.test(part.operatorToken.getText())) return false;
  const total = sync.flow.feeds(part.right);
  return isMadeOfAnswer(sync, part.right) && stateFields(sync, total).size === 0;
}

/** Whether a count is in a value, or in the field of the state that carries it from page to page. */
function isCounted(sync: SyncFacts, part: ts.Expression): boolean {
  const feeds = sync.flow.feeds(part);
  if ([...feeds].some(isCount) || isNamedNone(part)) return true;
  return [...stateFields(sync, feeds).keys()].some((field) =>
    // A number that is told in a text, such as the reason of an error, counts nothing any more.
    savedIn(sync, field).some((node) => [...sync.flow.feeds(node, ts.isTemplateExpression)].some(isCount)),
  );
}

/** `rows === 0`, wherever the number comes from. */
function isNamedNone(part: ts.Expression): boolean {
  return /^(\w*(rows|seen|counted|total|records|items|read))===?0$/i.test(part.getText().replace(/\s/g, ""));
}

function isCount(node: ts.Node): boolean {
  if (!ts.isPropertyAccessExpression(node)) return false;
  return /^(length|size)$|total|count/i.test(node.name.text);
}

/** `errors.length`, `list.length > most`: true where there is something, or too much. */
function asksForMany(flow: Flow, part: ts.Expression): boolean {
  return ts.isBinaryExpression(part)
    ? /^>=?$/.test(part.operatorToken.getText())
    : isCount(part) && !asksForNone(flow, part);
}

/** `=== 0`, `!list.length`, `rows < …`: true where there are none or few; not `!page.isLast`. */
function asksForNone({ checker }: Flow, condition: ts.Expression): boolean {
  const isDenied = findAll(condition, ts.isPrefixUnaryExpression).some(
    ({ operator, operand }) =>
      operator === ts.SyntaxKind.ExclamationToken &&
      (checker.getTypeAtLocation(operand).flags & ts.TypeFlags.BooleanLike) === 0,
  );
  return (
    isDenied ||
    findAll(condition, ts.isBinaryExpression).some((part) => {
      const operator = part.operatorToken.getText();
      return /^<=?$/.test(operator) || (/^===?$/.test(operator) && part.right.getText() === "0");
    })
  );
}
