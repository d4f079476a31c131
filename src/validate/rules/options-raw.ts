import { ts } from "ts-morph";
import { elementsOf } from "../code/elements.ts";
import { bare, calledName, findAll } from "../code/syntax.ts";
import type { SyncFacts } from "../facts/types.ts";
import { builderCalls } from "./kit/builders.ts";
import { fieldPath, isRawField, isRawText, isUpstream } from "./kit/records.ts";
import type { Edit, Fault, Rule } from "./rule.ts";

/** Options taken from upstream as they are: a comma makes two of one. */
export const optionsRaw: Rule = {
  id: "options-raw",
  severity: "warn",
  hazards: ["H48"],
  title: "Texts from upstream become options as they are",
  check: ({ syncs }) => syncs.flatMap(checkSync),
};

function checkSync(sync: SyncFacts): Fault[] {
  return builderCalls(sync).flatMap(({ call, name }) => {
    if (name !== "multiSelect" && name !== "select") return [];
    const raw = call.arguments.find((argument) => isRaw(sync, argument));
    if (!raw || !isUpstream(sync, ts.isSpreadElement(raw) ? raw.expression : raw)) return [];
    return [name === "select" ? askSelect(sync, raw) : tellMultiSelect(sync, raw)];
  });
}

function tellMultiSelect(sync: SyncFacts, at: ts.Expression): Fault {
  const edits = replaceCommas(sync, at);
  return {
    at,
    sync,
    message:
      'Notion splits a multi-select\'s value at commas, and these texts come from upstream as they are. A label "Berlin, Mitte" becomes two options that exist nowhere.',
    fix: 'Replace commas: `.map((name) => name.replaceAll(",", ";"))`.',
    ...(edits.length > 0 && { edits }),
  };
}

function askSelect(sync: SyncFacts, at: ts.Expression): Fault {
  return {
    at,
    sync,
    severity: "info",
    message:
      "This text comes from upstream as it is. Notion refuses an option with a comma or of more than 100 characters; may there be one?",
    fix: 'If so, write `name.replaceAll(",", ";").slice(0, 100)`.',
  };
}

function isRaw(sync: SyncFacts, argument: ts.Expression): boolean {
  const list = ts.isSpreadElement(argument) ? listBehind(sync, argument.expression) : undefined;
  const elements = list ? elementsOf(sync.flow, list) : [argument];
  // A list of which nothing is known but that it is a field.
  const values = list && elements.length === 0 ? [list] : elements;
  // Behind a field stand the record and the page, where other texts are cut.
  const isField = (node: ts.Node): boolean => isRawField(node) && sync.flow.origins(node).includes(node);
  const made = (list ? [list] : values).flatMap((value) => [...sync.flow.feeds(value, isField)]);
  if (made.some((node) => treatsCommas(node))) return false;
  return values.some((value) => isRawOption(sync, value, list !== undefined && elements.length === 0));
}

/** The list a Set is made of: it holds the same texts. */
function listBehind({ flow }: SyncFacts, list: ts.Expression): ts.Expression {
  const origins = flow.origins(list);
  const [made] = origins;
  const isSet =
    origins.length === 1 && made && ts.isNewExpression(made) && made.expression.getText() === "Set";
  return (isSet && made.arguments?.[0]) || list;
}

function isRawOption(sync: SyncFacts, value: ts.Node, isList: boolean): boolean {
  if (!ts.isExpression(value) || isChosen(sync, value, isList)) return false;
  return isRawText(sync, value) && !sync.flow.origins(value).every(isCode);
}

/** A type that lists the texts it may be has no commas; a number has none either. */
function isChosen({ flow }: SyncFacts, value: ts.Expression, isList: boolean): boolean {
  const whole = flow.checker.getNonNullableType(flow.checker.getTypeAtLocation(bare(value)));
  const type = isList ? (flow.checker.getIndexTypeOfType(whole, ts.IndexKind.Number) ?? whole) : whole;
  const all = type.isUnion() ? type.types : [type];
  return all.every((each) =>
    each.isStringLiteral() ? !each.value.includes(",") : (each.flags & ts.TypeFlags.NumberLike) !== 0,
  );
}

/** Ids and addresses, by the last part of their names, hold no commas. */
function isCode(origin: ts.Node): boolean {
  return /(^|_)(id|uuid|email|slug|code|login|key|sha)$/i.test(fieldPath(origin).at(-1) ?? "");
}

function treatsCommas(node: ts.Node): boolean {
  if (!ts.isCallExpression(node)) return false;
  if (/^(split|includes|match)$/.test(calledName(node) ?? "")) return true;
  if (/^replace(All)?$/.test(calledName(node) ?? ""))
    return takesCommas(node.arguments[0]) && !/,/.test(node.arguments[1]?.getText() ?? "");
  return node.arguments.some((each) =>
    findAll(each, ts.isStringLiteralLike).some(({ text }) => text === ","),
  );
}

/** Whether what is replaced may be a comma; a pattern that is not written out may be anything. */
function takesCommas(pattern: ts.Expression | undefined): boolean {
  if (!pattern || !(ts.isStringLiteralLike(pattern) || ts.isRegularExpressionLiteral(pattern))) return true;
  if (pattern.text.includes(",") || ts.isStringLiteralLike(pattern)) return pattern.text.includes(",");
  const end = pattern.text.lastIndexOf("/");
  try {
    return new RegExp(pattern.text.slice(1, end), pattern.text.slice(end + 1)).test(",");
  } catch {
    return true;
  }
}

function replaceCommas({ flow }: SyncFacts, at: ts.Expression): Edit[] {
  if (!ts.isSpreadElement(at)) return [];
  const type = flow.checker.getTypeAtLocation(bare(at.expression));
  const element = flow.checker.getIndexTypeOfType(type, ts.IndexKind.Number);
  if (!element || !(element.flags & ts.TypeFlags.StringLike)) return [];
  const list = at.expression.getText();
  const isSimple = /^[\w.]+$/.test(list) || ts.isCallExpression(at.expression) || list.startsWith("(");
  const owner = isSimple ? list : `(${list})`;
  return [{ node: at, text: `...${owner}.map((name) => name.replace(/,/g, ";"))` }];
}
