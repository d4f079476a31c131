import { ts } from "ts-morph";
import { bare, calledName } from "../code/syntax.ts";
import type { SyncFacts } from "../facts/types.ts";
import { askedWith } from "./kit/asked.ts";
import { isGuarded } from "./kit/guards.ts";
import { kindsOf } from "./kit/kinds.ts";
import { mayBeNoTime } from "./kit/no-times.ts";
import { isRawField, isUpstream } from "./kit/records.ts";
import type { Fault, Rule } from "./rule.ts";

/** A mapper that throws at one odd record. */
export const invalidDateThrows: Rule = {
  id: "invalid-date-throws",
  severity: "warn",
  hazards: ["H47", "H50"],
  title: "One odd date or address stops the sync",
  check: ({ syncs }) => syncs.flatMap(checkSync),
};

function checkSync(sync: SyncFacts): Fault[] {
  const made = new Set(sync.upserts.flatMap(({ node }) => [...sync.flow.feeds(node)]));
  let known: ReadonlySet<ts.Node> | undefined;
  const isOfPage = (node: ts.Node): boolean =>
    (known ??= savedValues(sync)).has(node) || askedWith(sync).has(node);
  return [...made].flatMap((node) => {
    const value = throwingOn(sync, node);
    if (!value || isGuarded(sync, node, value)) return [];
    const isAddress = ts.isNewExpression(node);
    if (!isRawText(sync, value) && (isAddress || isOfPage(node) || !mayBeNoTime(sync, value))) return [];
    const what = isAddress ? "no address" : "no date";
    return [
      {
        at: node,
        sync,
        message: `This throws at a value that is ${what}, an empty text for example. One such record stops the page it is on, and with it the sync: every cycle comes back to it.`,
        fix: "Look first (`Number.isNaN(Date.parse(value))`, `URL.canParse(value)`), and write `[]` where it is none.",
      },
    ];
  });
}

/** What goes into the state is about a page; its times were looked at where they were saved. */
function savedValues({ envelopes, flow }: SyncFacts): ReadonlySet<ts.Node> {
  const nodes = envelopes.flatMap(({ nextStateNodes }) => nextStateNodes);
  return new Set(nodes.flatMap((node) => [...flow.feeds(node, isCount)]));
}

/** Of a count of rows it does not matter what is in them. */
function isCount(node: ts.Node): boolean {
  return ts.isPropertyAccessExpression(node) && /^(length|size)$/.test(node.name.text);
}

/** What `new Date(x).toISOString()` or `new URL(x)` reads. */
function throwingOn(sync: SyncFacts, node: ts.Node): ts.Expression | undefined {
  if (ts.isNewExpression(node) && node.expression.getText() === "URL" && node.arguments?.length === 1)
    return node.arguments[0];
  if (!ts.isCallExpression(node) || calledName(node) !== "toISOString") return undefined;
  const callee = bare(node.expression);
  const receivers = ts.isPropertyAccessExpression(callee) ? sync.flow.origins(callee.expression) : [];
  const [made] = receivers;
  if (receivers.length !== 1 || !made || !ts.isNewExpression(made)) return undefined;
  return made.expression.getText() === "Date" && made.arguments?.length === 1 ? made.arguments[0] : undefined;
}

function isRawText(sync: SyncFacts, value: ts.Expression): boolean {
  const kinds = kindsOf(sync, value);
  if (!kinds.has("text") && !kinds.has("open")) return false;
  return sync.flow.origins(value).some((origin) => isRawField(origin)) && isUpstream(sync, value);
}
