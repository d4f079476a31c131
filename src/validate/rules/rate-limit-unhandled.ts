import { ts } from "ts-morph";
import { findAll, findOwn, functionAround } from "../code/syntax.ts";
import { isSdkName } from "../facts/registered.ts";
import type { Facts, SyncFacts } from "../facts/types.ts";
import { decisionsIn, partsOf } from "./kit/conditions.ts";
import type { Fault, Rule } from "./rule.ts";

/** A 429 that Notion never hears of. */
export const rateLimitUnhandled: Rule = {
  id: "rate-limit-unhandled",
  severity: "warn",
  hazards: ["H38"],
  title: "A 429 is not told apart",
  check: (facts) => {
    const names = namesOfLimitError(facts);
    const throwers = facts.flow.program.files.flatMap((file) =>
      findAll(file, ts.isIdentifier).filter((node) => names.has(node.text) && isLimitError(facts, node)),
    );
    return facts.syncs
      .filter((sync) => !throwers.some((node) => isUsedBy(sync, facts, node)) && !waitsItself(sync))
      .flatMap(faultsOf);
  },
};

function faultsOf(sync: SyncFacts): Fault[] {
  const fetches = sync.requests.filter(({ isFetch }) => isFetch).map(({ call }) => call);
  return (fetches.length > 0 ? fetches : thrownAsOther(sync)).map((at) => ({
    at,
    sync,
    message:
      "No RateLimitError is thrown when this API answers 429. Notion takes it for a failure like any other and does not know how long to wait.",
    fix: "After the request: `if (response.status === 429) throw new RateLimitError({ retryAfter })`, with the seconds read from Retry-After as a number or a date; without `retryAfter` if there are none.",
  }));
}

/** A package's client may see to a 429 itself. Where the code tells one apart, it did not. */
function thrownAsOther(sync: SyncFacts): ts.Node[] {
  if (sync.requests.length === 0) return [];
  return decisionsIn(sync.reached).flatMap(({ condition, then }) => {
    const isTold = partsOf(condition).some((part) => /===?\s*429$/.test(part.getText()));
    return isTold ? findOwn(then, ts.isThrowStatement).slice(0, 1) : [];
  });
}

/** The error's own name, and those it was imported by. */
function namesOfLimitError({ flow }: Facts): ReadonlySet<string> {
  const specifiers = flow.program.files.flatMap((file) => findAll(file, ts.isImportSpecifier));
  const own = specifiers.filter(({ name, propertyName }) => (propertyName ?? name).text === "RateLimitError");
  return new Set(["RateLimitError", ...own.map(({ name }) => name.text)]);
}

function isLimitError({ flow }: Facts, node: ts.Identifier): boolean {
  // What a function is said to give need not be what it gives.
  for (let one: ts.Node = node; one.parent; one = one.parent)
    if (ts.isImportDeclaration(one) || (ts.isTypeNode(one) && !ts.isExpressionWithTypeArguments(one)))
      return false;
  return (
    isSdkName(flow, node, "RateLimitError") ||
    (node.text === "RateLimitError" &&
      ts.isPropertyAccessExpression(node.parent) &&
      isSdkName(flow, node.parent, "RateLimitError"))
  );
}

/** Whether a place may be this sync's: it is, unless only other syncs get there. */
function isUsedBy(sync: SyncFacts, { syncs }: Facts, node: ts.Node): boolean {
  const around = functionAround(node);
  return !around || sync.reached.has(around) || !syncs.some(({ reached }) => reached.has(around));
}

/** Whether the code waits and asks again by its own clock. */
function waitsItself({ reached }: SyncFacts): boolean {
  const texts = [...reached].map((one) => one.getText());
  return (
    texts.some((text) => /\bsetTimeout\b/.test(text)) &&
    texts.some((text) => /\b429\b|retry-after/i.test(text))
  );
}
