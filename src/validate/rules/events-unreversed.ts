import { ts } from "ts-morph";
import { clientPackage } from "../code/requests.ts";
import { findAll } from "../code/syntax.ts";
import type { SyncFacts } from "../facts/types.ts";
import { askedTexts } from "./kit/asked.ts";
import type { Fault, Rule } from "./rule.ts";

/** A feed with the newest event first, applied in its own order. */
export const eventsUnreversed: Rule = {
  id: "events-unreversed",
  severity: "error",
  hazards: ["H24"],
  title: "Events are applied with the newest first",
  check: ({ syncs }) => syncs.filter(({ mode }) => mode === "incremental").flatMap(checkSync),
};

function checkSync(sync: SyncFacts): Fault[] {
  const feed = stripeEvents(sync);
  if (!feed || [...sync.reached].some(putsInOrder)) return [];
  return [
    {
      at: feed,
      sync,
      message:
        "Stripe lists events with the newest first, and they are handed in in that order. The oldest event of a page is written last: a row ends with an old value, and a deleted one comes back.",
      fix: "Hand them in from the end, `[...page.data].reverse()`, and read pages down to the oldest first; or take only the ids and read each object once more.",
    },
  ];
}

/** Where Stripe's events are asked for, if nothing else of it is: then the objects are read anew, and any order will do. */
function stripeEvents(sync: SyncFacts): ts.Node | undefined {
  const texts = askedTexts(sync);
  const isStripe = texts.some(({ text }) => /\bapi\.stripe\.com\b/.test(text));
  const path = isStripe ? texts.find(({ text }) => /\/v1\/events\b/.test(text)) : undefined;
  const isOther = texts.some(({ text }) => /\/v1\/(?!events\b)\w|\/v1\/?["'`]?$/.test(text));
  if (path) return isOther ? undefined : path.node;
  const calls = sync.requests
    .filter(({ call }) => clientPackage(sync.flow, call) === "stripe")
    .map(({ call }) => call);
  const [list, ...others] = calls;
  return list && others.length === 0 && /\.events\.list$/.test(list.expression.getText()) ? list : undefined;
}

const orders = /^(reverse|toReversed|sort|toSorted|unshift|reduceRight|has|findLast|fromEntries)$/;

function putsInOrder(node: ts.Node): boolean {
  if (findAll(node, ts.isPropertyAccessExpression).some(({ name }) => orders.test(name.text))) return true;
  if (findAll(node, ts.isNewExpression).some(({ expression }) => /^(Map|Set)$/.test(expression.getText())))
    return true;
  return findAll(node, ts.isPostfixUnaryExpression).some(
    ({ operator }) => operator === ts.SyntaxKind.MinusMinusToken,
  );
}
