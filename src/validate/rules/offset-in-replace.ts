import { ts } from "ts-morph";
import { bare, findAll } from "../code/syntax.ts";
import { savedIn, stateFields } from "../facts/state.ts";
import type { SyncFacts } from "../facts/types.ts";
import { askedFields, askedTexts } from "./kit/asked.ts";
import { decisionsIn, partsOf } from "./kit/conditions.ts";
import { goesOnIn, readingCalls, throwsIn } from "./kit/refusals.ts";
import type { Fault, Rule } from "./rule.ts";

/** A full read over places that move when a record is deleted or changed meanwhile. */
export const offsetInReplace: Rule = {
  id: "offset-in-replace",
  severity: "warn",
  hazards: ["H16"],
  title: "A replace sync counts its way through a list that moves",
  check: ({ syncs }) => syncs.filter(({ mode }) => mode === "replace").flatMap(checkSync),
};

const fix =
  "Page by the API's cursor or by ids (`id > last`). Where it has only page numbers, compare the count of records with the total at the end, and begin anew where they differ.";

function checkSync(sync: SyncFacts): Fault[] {
  // Who reads a page once more, or another list, has seen to it in his own way.
  if (readingCalls(sync).length !== 1 || checksTotal(sync)) return [];
  const counted = [...askedFields(sync).keys()].flatMap((field) =>
    savedIn(sync, field).flatMap((node) =>
      sync.flow
        .origins(node)
        .filter((each) => isCounted(sync, each, field))
        .slice(0, 1),
    ),
  );
  if (counted[0]) {
    const message =
      "The next page is found by counting. When a record in front of it is deleted meanwhile, all that follow move up by one: one is never read, and the sweep deletes its row.";
    return [{ at: counted[0], sync, message, fix }];
  }
  const texts = askedTexts(sync);
  const sorted = texts.find(({ text }) => moving.test(text));
  // Where another order is asked for as well, the moving one is for what changed meanwhile.
  if (!sorted || texts.some(({ text }) => ordered.test(text) && !moving.test(text))) return [];
  const message =
    "The list is sorted by the time of the last change. A record that changes while it is read jumps to another place; what it passes is never read, and the sweep deletes those rows.";
  return [
    { at: sorted.node, sync, message, fix: "Sort by what never changes: the id, or the time of creation." },
  ];
}

const moving =
  /order\s+by\s+[\w.]*(updat|modif|chang)|(sort|order)(_?by)?["']?\s*[=:]\s*["'`]?[-+]?(updat|modif|chang|last_?(updat|modif|chang))/i;

const ordered = /order\s+by\s|(sort|order)(_?by)?["']?\s*[=:]\s*["'`]?[-+]?\w/i;

/** `state.page + 1`, `offset + list.length`. */
function isCounted(sync: SyncFacts, node: ts.Node, field: string): boolean {
  const sum = ts.isExpression(node) ? bare(node) : node;
  if (!ts.isBinaryExpression(sum) || sum.operatorToken.kind !== ts.SyntaxKind.PlusToken) return false;
  return stateFields(sync, [...sync.flow.origins(sum.left), ...sync.flow.origins(sum.right)]).has(field);
}

function checksTotal(sync: SyncFacts): boolean {
  return decisionsIn(sync.reached).some(({ condition, then, otherwise }) => {
    const totals = partsOf(condition)
      .filter(ts.isBinaryExpression)
      .flatMap((part) => [part.left, part.right].flatMap((side) => [...sync.flow.feeds(side)]))
      .filter((each) => ts.isPropertyAccessExpression(each) && /total|count/i.test(each.name.text));
    // How many there were in the cycle before says nothing about what moved in this one.
    const isTotal = totals.some((each) => stateFields(sync, [each]).size === 0);
    const branches = [then, otherwise].flatMap((each) => each ?? []);
    return (
      isTotal &&
      branches.some((each) => throwsIn(sync.flow, each) || (goesOnIn(sync.flow, each) && restarts(each)))
    );
  });
}

/** A page that hands in nothing and goes on begins anew. */
function restarts(branch: ts.Node): boolean {
  const lists = findAll(branch, ts.isArrayLiteralExpression);
  return (
    lists.some(({ elements }) => elements.length === 0) || findAll(branch, ts.isCallExpression).length > 0
  );
}
