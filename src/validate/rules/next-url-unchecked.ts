import { ts } from "ts-morph";
import { bare, calledName, findAll } from "../code/syntax.ts";
import { savedIn, stateFields } from "../facts/state.ts";
import type { SyncFacts } from "../facts/types.ts";
import { comesFromAnswer } from "./kit/answers.ts";
import type { Fault, Rule } from "./rule.ts";

/** A credential that goes wherever an answer says. */
export const nextUrlUnchecked: Rule = {
  id: "next-url-unchecked",
  severity: "warn",
  hazards: ["SDK"],
  title: "The credential is sent to whatever host an answer names",
  check: ({ syncs }) => syncs.flatMap(checkSync),
};

function checkSync(sync: SyncFacts): Fault[] {
  return sync.requests.flatMap(({ call, isFetch }) => {
    const [url, init] = call.arguments;
    if (!isFetch || !url || !init || !sendsCredential(sync, init)) return [];
    const way: Way = { seen: new Set(), passed: new Set() };
    if (!namedByAnswer(sync, url, way) || looksAtHost(sync, way)) return [];
    return [
      {
        at: url,
        sync,
        message:
          "This address comes whole from an answer, and the credential is sent along. An answer that names another host, by a fault or by somebody's doing, gets the credential.",
        fix: 'Before the request: `if (new URL(next).origin !== new URL(base).origin) throw new Error("next leads elsewhere")`. Or keep only its query: `new URL(next).search`.',
      },
    ];
  });
}

function sendsCredential({ flow }: SyncFacts, init: ts.Expression): boolean {
  const headers = flow.members(init, "headers").flatMap((each) => [...flow.feeds(each)]);
  return headers.some((node) => {
    if (ts.isObjectLiteralExpression(node))
      return node.properties.some((each) => /authorization|api-?key|token/i.test(each.name?.getText() ?? ""));
    return ts.isStringLiteralLike(node) && /^(authorization|x-api-key)$/i.test(node.text);
  });
}

/** Whether a value is, as it stands, what an answer said; also by way of the saved state. `way` gets what it passes. */
function namedByAnswer(sync: SyncFacts, node: ts.Node, way: Way): boolean {
  const named = sync.flow.origins(node).filter((given) => {
    if (way.seen.has(given)) return false;
    way.seen.add(given);
    return isNamed(sync, ts.isExpression(given) ? bare(given) : given, way);
  });
  for (const each of named) way.passed.add(each);
  return named.length > 0;
}

type Way = { seen: Set<ts.Node>; passed: Set<ts.Node> };

function isNamed(sync: SyncFacts, origin: ts.Node, way: Way): boolean {
  if (isUrl(origin)) {
    const [address] = origin.arguments ?? [];
    return address !== undefined && namedByAnswer(sync, address, way);
  }
  const whole = wholeOf(origin);
  if (whole && sync.flow.origins(whole).some(isUrl)) return namedByAnswer(sync, whole, way);
  if (isLink(sync, origin)) return true;
  if (
    !ts.isPropertyAccessExpression(origin) &&
    !ts.isElementAccessExpression(origin) &&
    !ts.isBindingElement(origin)
  )
    return false;
  const fields = [...stateFields(sync, [origin]).keys()];
  if (fields.length > 0)
    return fields.some((field) => savedIn(sync, field).some((each) => namedByAnswer(sync, each, way)));
  return [...sync.flow.feeds(origin)].some((each) => comesFromAnswer(sync, each));
}

/** What was taken out of a Link header: `/<(.*)>; rel="next"/.exec(link)?.[1]`. */
function isLink(sync: SyncFacts, origin: ts.Node): boolean {
  if (!ts.isElementAccessExpression(origin)) return false;
  return [...sync.flow.feeds(origin)].some((node) => {
    const [name] = ts.isCallExpression(node) && calledName(node) === "get" ? node.arguments : [];
    return name !== undefined && ts.isStringLiteralLike(name) && name.text.toLowerCase() === "link";
  });
}

/** `url.href`, `url.toString()`, `String(url)`: the address itself. */
function wholeOf(node: ts.Node): ts.Expression | undefined {
  if (ts.isPropertyAccessExpression(node)) return node.name.text === "href" ? node.expression : undefined;
  if (!ts.isCallExpression(node)) return undefined;
  if (node.expression.getText() === "String") return node.arguments[0];
  return calledName(node) === "toString" && ts.isPropertyAccessExpression(node.expression)
    ? node.expression.expression
    : undefined;
}

function isUrl(node: ts.Node): node is ts.NewExpression {
  return ts.isNewExpression(node) && node.expression.getText() === "URL";
}

const partOfAddress = /^(host|hostname|origin|protocol|search|searchParams)$/;
const test = /^(startsWith|includes|match|test|has|exec|assert\w*|check\w*|ensure\w*|is\w+|same\w+)$/;

/**
 * Whether something looks at the address on its way: at its host, or by a test of its text. A part of it that goes into
 * another address is a look, too.
 */
function looksAtHost(sync: SyncFacts, { passed }: Way): boolean {
  const isOnTheWay = (node: ts.Node): boolean =>
    sync.flow.origins(node).some((origin) => {
      const whole = isUrl(origin) ? origin.arguments?.[0] : wholeOf(origin);
      return passed.has(origin) || (whole !== undefined && isOnTheWay(whole));
    });
  return [...sync.reached].some(
    (one) =>
      findAll(one, ts.isPropertyAccessExpression).some(
        ({ name, expression }) => partOfAddress.test(name.text) && isOnTheWay(expression),
      ) ||
      findAll(one, ts.isCallExpression).some((call) => {
        if (!test.test(calledName(call) ?? "")) return false;
        const receiver = ts.isPropertyAccessExpression(call.expression) ? [call.expression.expression] : [];
        return [...receiver, ...call.arguments].some((each) => !ts.isSpreadElement(each) && isOnTheWay(each));
      }),
  );
}
