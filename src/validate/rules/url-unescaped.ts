import { ts } from "ts-morph";
import type { Flow } from "../code/flow.ts";
import { calledName } from "../code/syntax.ts";
import { savedIn, stateFields } from "../facts/state.ts";
import type { SyncFacts } from "../facts/types.ts";
import { comesFromAnswer } from "./kit/answers.ts";
import type { Fault, Rule } from "./rule.ts";

/** A text of outside that is put into an address as it is. */
export const urlUnescaped: Rule = {
  id: "url-unescaped",
  severity: "warn",
  hazards: ["H25"],
  title: "A text of outside stands unescaped in an address",
  check: ({ syncs }) => syncs.flatMap(checkSync),
};

/** A value in an address, with what is written before it. */
type Part = { value: ts.Expression; before: string };

/** Not `?${query}`: a whole query is escaped where it was made. */
const isParameter = /[?&][^=&]*=[^&]*$/;
const isToken = /cursor|token|page|next|after|scroll|continuation/i;

function checkSync(sync: SyncFacts): Fault[] {
  return sync.requests.flatMap(({ call, isFetch }) => {
    const [url] = call.arguments;
    if (!isFetch || !url) return [];
    return partsOf(sync.flow, url)
      .filter(({ before }) => isParameter.test(before) || !before.includes("?"))
      .filter(({ value, before }) => isText(sync.flow, value) && isForeign(sync, value, before))
      .map(({ value, before }): Fault => {
        const isQuery = isParameter.test(before);
        return {
          at: value,
          sync,
          // Ids and times are letters, digits and `:` nearly always; tokens are not.
          severity: isQuery && isToken.test(value.getText()) ? "warn" : "info",
          message: isQuery
            ? "This text stands in the query as it is. A token or time with `+`, `&` or `%` in it arrives as something else, and the API reads another page than was meant or refuses it."
            : "This text stands in the path as it is. Where it holds `/`, `?` or `#`, the request goes to another address.",
          fix: isQuery
            ? "Build the query with `new URLSearchParams({ … })`, or put `encodeURIComponent(…)` around the value."
            : "Put `encodeURIComponent(…)` around the value.",
        };
      });
  });
}

function partsOf(flow: Flow, url: ts.Node): Part[] {
  return flow.origins(url).flatMap((origin): Part[] => {
    if (ts.isNewExpression(origin) && origin.expression.getText() === "URL")
      return (origin.arguments ?? []).slice(0, 1).flatMap((each) => partsOf(flow, each));
    if (ts.isPropertyAccessExpression(origin) && origin.name.text === "href")
      return partsOf(flow, origin.expression);
    if (ts.isTemplateExpression(origin)) return partsOfTemplate(origin);
    if (!ts.isBinaryExpression(origin) || origin.operatorToken.kind !== ts.SyntaxKind.PlusToken) return [];
    const { left, right } = origin;
    const inner = flow.origins(right).filter(ts.isTemplateExpression).flatMap(partsOfTemplate);
    const own = left.getText() && inner.length === 0 ? [{ value: right, before: left.getText() }] : [];
    return [...partsOf(flow, left), ...inner, ...own];
  });
}

function partsOfTemplate({ head, templateSpans }: ts.TemplateExpression): Part[] {
  let before = head.text;
  return templateSpans.map(({ expression, literal }) => {
    const part = { value: expression, before };
    before += literal.text;
    return part;
  });
}

function isText({ checker }: Flow, node: ts.Expression): boolean {
  const type = checker.getNonNullableType(checker.getTypeAtLocation(node));
  return (type.flags & ts.TypeFlags.String) !== 0;
}

/** In a path, which is only asked about, also a text that was made from an answer's on the way. */
function isForeign(sync: SyncFacts, value: ts.Expression, before: string): boolean {
  if (isOfOutside(sync, value)) return true;
  if (isParameter.test(before) || sync.flow.origins(value).every(isWritten)) return false;
  const feeds = [...sync.flow.feeds(value)];
  return feeds.some((node) => comesFromAnswer(sync, node)) && !feeds.some(isEscaped);
}

function isWritten(node: ts.Node): boolean {
  return ts.isStringLiteralLike(node) || ts.isTemplateExpression(node);
}

function isEscaped(node: ts.Node): boolean {
  return ts.isCallExpression(node) && /encodeURI|escape|Number|parseInt|URLSearchParams/.test(node.getText());
}

/** Whether a value is, as it stands, a field of an answer or of the state that holds one. */
function isOfOutside(sync: SyncFacts, value: ts.Node, level = 0): boolean {
  return sync.flow.origins(value).some((origin) => {
    if (!isField(origin)) return false;
    const fields = [...stateFields(sync, [origin]).keys()];
    if (fields.length > 0)
      return (
        level < 3 &&
        fields.some((field) => savedIn(sync, field).some((each) => isOfOutside(sync, each, level + 1)))
      );
    return [...sync.flow.feeds(origin)].some(
      (node) => comesFromAnswer(sync, node) && calledName(node as ts.CallExpression) !== "text",
    );
  });
}

function isField(node: ts.Node): boolean {
  return (
    ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node) || ts.isBindingElement(node)
  );
}
