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
    if (!namedByAnswer(sync, url, new Set()) || looksAtHost(sync)) return [];
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

/** Whether a value is, as it stands, what an answer said; also by way of the saved state. */
function namedByAnswer(sync: SyncFacts, node: ts.Node, seen: Set<ts.Node>): boolean {
  return sync.flow.origins(node).some((given) => {
    if (seen.has(given)) return false;
    seen.add(given);
    const origin = ts.isExpression(given) ? bare(given) : given;
    if (ts.isNewExpression(origin) && origin.expression.getText() === "URL")
      return (origin.arguments ?? []).slice(0, 1).some((each) => namedByAnswer(sync, each, seen));
    if (isLink(sync, origin)) return true;
    if (
      !ts.isPropertyAccessExpression(origin) &&
      !ts.isElementAccessExpression(origin) &&
      !ts.isBindingElement(origin)
    )
      return false;
    const fields = [...stateFields(sync, [origin]).keys()];
    if (fields.length > 0)
      return fields.some((field) => savedIn(sync, field).some((each) => namedByAnswer(sync, each, seen)));
    return [...sync.flow.feeds(origin)].some((each) => comesFromAnswer(sync, each));
  });
}

/** What was taken out of a Link header: `/<(.*)>; rel="next"/.exec(link)?.[1]`. */
function isLink(sync: SyncFacts, origin: ts.Node): boolean {
  if (!ts.isElementAccessExpression(origin)) return false;
  return [...sync.flow.feeds(origin)].some((node) => {
    const [name] = ts.isCallExpression(node) && calledName(node) === "get" ? node.arguments : [];
    return name !== undefined && ts.isStringLiteralLike(name) && name.text.toLowerCase() === "link";
  });
}

/** Anywhere, by whatever name: a check that cannot be followed to this address must not become a finding. */
function looksAtHost({ reached }: SyncFacts): boolean {
  return [...reached].some((one) =>
    findAll(one, ts.isPropertyAccessExpression).some(({ name }) =>
      /^(host|hostname|origin|startsWith|search|searchParams)$/.test(name.text),
    ),
  );
}
