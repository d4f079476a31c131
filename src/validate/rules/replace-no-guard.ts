import { ts } from "ts-morph";
import { findAll } from "../code/syntax.ts";
import type { SyncFacts } from "../facts/types.ts";
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
  if (!end || isGuarded(sync)) return [];
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
  if ([...sync.reached].some((one) => /\.(nonempty|nonEmpty|min)\(/.test(one.getText()))) return true;
  return decisionsIn(sync.reached).some(({ condition, then, otherwise }) => {
    const parts = wholePartsOf(flow, condition);
    if (!parts.some((part) => [...flow.feeds(part)].some(isCount))) return false;
    const branches = [then, ...(otherwise ? [otherwise] : [])];
    if (branches.some((each) => throwsIn(flow, each))) return true;
    return parts.some(asksForNone) && goesOnIn(flow, then);
  });
}

function isCount(node: ts.Node): boolean {
  if (!ts.isPropertyAccessExpression(node)) return false;
  return /^(length|size)$|total|count/i.test(node.name.text);
}

/** `=== 0`, `!list.length`, `rows < …`: true where there are none or few. */
function asksForNone(condition: ts.Expression): boolean {
  const isDenied = findAll(condition, ts.isPrefixUnaryExpression).some(
    ({ operator }) => operator === ts.SyntaxKind.ExclamationToken,
  );
  return (
    isDenied ||
    findAll(condition, ts.isBinaryExpression).some((part) => {
      const operator = part.operatorToken.getText();
      return /^<=?$/.test(operator) || (/^===?$/.test(operator) && part.right.getText() === "0");
    })
  );
}
