import { ts } from "ts-morph";
import { bare, findAll, findOwn, functionAround } from "../code/syntax.ts";
import { isUndefined } from "../facts/presence.ts";
import type { SyncFacts } from "../facts/types.ts";
import { isMadeOfAnswer } from "./kit/answers.ts";
import { askedTexts, askedWith } from "./kit/asked.ts";
import { decisionsIn, partsOf, type Decision } from "./kit/conditions.ts";
import type { Fault, Rule } from "./rule.ts";

/** A list that counts as read because a page was not full. */
export const shortPageEnds: Rule = {
  id: "short-page-ends",
  severity: "error",
  hazards: ["H17"],
  title: "A page that is not full ends the list",
  check: ({ syncs }) => syncs.flatMap(checkSync),
};

function checkSync(sync: SyncFacts): Fault[] {
  const texts = askedTexts(sync).map(({ text }) => text);
  // A database cuts nothing short: LIMIT gives as many rows as there are.
  if (texts.some((text) => /\bselect\b[\s\S]*\bfrom\b/i.test(text))) return [];
  const told = sync.envelopes.flatMap(({ hasMoreNodes }) =>
    hasMoreNodes.flatMap((node) => [...sync.flow.feeds(node)]),
  );
  const compared = new Set([
    ...told,
    ...[...sync.reached].flatMap((one) =>
      findAll(one, ts.isBinaryExpression).filter((node) => isKeptAsFlag(node) && !isGathered(sync, node)),
    ),
    ...decisionsIn(sync.reached)
      .filter(isEnd)
      .flatMap(({ condition }) => partsOf(condition)),
  ]);
  return [...compared]
    .filter((node) => comparesWithPageSize(sync, node, texts))
    .map((node) => ({
      at: node,
      sync,
      message:
        "A page with fewer records than asked for counts as the last one. APIs cut pages short for other reasons (a lower limit, records left out), and all that follows is never read.",
      fix: "End where the API says so (`next`, `has_more`, a total) or at an empty page: `list.length === 0`.",
    }));
}

/** `const isEnd = list.length < size`, `{ isLast: list.length < size }`: an answer that others act upon. */
function isKeptAsFlag(node: ts.BinaryExpression): boolean {
  let { parent }: { parent: ts.Node } = node;
  while (ts.isBinaryExpression(parent) || ts.isParenthesizedExpression(parent)) ({ parent } = parent);
  return (
    (ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent)) &&
    /^[<!=]/.test(node.operatorToken.getText())
  );
}

/** Whether the list is one that is filled here: how much of it is enough says nothing about a page. */
function isGathered({ flow }: SyncFacts, { left }: ts.BinaryExpression): boolean {
  return (
    ts.isPropertyAccessExpression(left) &&
    flow
      .origins(left.expression)
      .some((origin) => ts.isArrayLiteralExpression(origin) && origin.elements.length === 0)
  );
}

/** Whether a decision ends a list: it leaves a loop or a function, or gives no next place. */
function isEnd({ then, otherwise }: Decision): boolean {
  return [then, otherwise].some((branch) => {
    if (!branch) return false;
    if (ts.isExpression(branch))
      return isUndefined(bare(branch)) || branch.kind === ts.SyntaxKind.NullKeyword;
    const leaves = findOwn(branch, isLeaving);
    return leaves.length > 0 && findOwn(branch, ts.isThrowStatement).length === 0;
  });
}

function isLeaving(node: ts.Node): node is ts.ReturnStatement | ts.BreakStatement {
  return ts.isReturnStatement(node) || ts.isBreakStatement(node);
}

function comparesWithPageSize(sync: SyncFacts, node: ts.Node, texts: readonly string[]): boolean {
  if (!ts.isBinaryExpression(node) || !/^([<>]=?|[!=]==?)$/.test(node.operatorToken.getText())) return false;
  const sides = [node.left, node.right].map(bare);
  const length = sides.findIndex(
    (side) => ts.isPropertyAccessExpression(side) && side.name.text === "length",
  );
  const [list, size] = [sides[length], sides[1 - length]];
  if (length === -1 || !list || !size || !ts.isPropertyAccessExpression(list)) return false;
  return (
    isPageSize(sync, size, texts) &&
    functionAround(node) !== undefined &&
    !isText(sync, list.expression) &&
    isMadeOfAnswer(sync, list.expression)
  );
}

/** The length of a text is no number of records. */
function isText({ flow: { checker } }: SyncFacts, node: ts.Expression): boolean {
  return (checker.getTypeAtLocation(node).flags & ts.TypeFlags.StringLike) !== 0;
}

/** Whether a value is the size that pages are asked for with: the same name, or the same number, is in the request. */
function isPageSize(sync: SyncFacts, size: ts.Expression, texts: readonly string[]): boolean {
  const origins = sync.flow.origins(size);
  const numbers = origins.flatMap((each) => (ts.isNumericLiteral(each) ? Number(each.text) : []));
  if (numbers.length !== origins.length)
    return origins.some((each) => ts.isParameter(each) && askedWith(sync).has(each));
  return (
    numbers.length > 0 &&
    numbers.every((number) => {
      const written = new RegExp(`(?<![\\d.])${number}(?![\\d.])`);
      return number > 1 && texts.some((text) => written.test(text.replaceAll("_", "")));
    })
  );
}
