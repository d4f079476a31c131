import { ts } from "ts-morph";
import type { Flow } from "../code/flow.ts";
import { findAll, nameOf } from "../code/syntax.ts";
import { isSecretName, isTested, settingOf } from "./kit/environment.ts";
import type { Fault, Rule } from "./rule.ts";

/** A secret put into a request without a look whether it is there. */
export const secretUnchecked: Rule = {
  id: "secret-unchecked",
  severity: "warn",
  hazards: ["H32"],
  title: "A secret is sent without a look whether it is set",
  check: ({ flow }) =>
    flow.program.files.flatMap((file) => [
      ...findAll(file, ts.isTemplateExpression).flatMap((node) => checkTemplate(flow, node)),
      ...findAll(file, isSignInHeader).flatMap((node) => checkSent(flow, node.initializer, true)),
    ]),
};

/** `Authorization: key`, `"X-Api-Key": key` among headers. */
function isSignInHeader(node: ts.Node): node is ts.PropertyAssignment {
  if (!ts.isPropertyAssignment(node) || !headerNames.test(nameOf(node.name) ?? "")) return false;
  const holder = node.parent.parent;
  return ts.isPropertyAssignment(holder) && nameOf(holder.name) === "headers";
}

const headerNames = /^(authorization|(x-)?([a-z]+-)*(key|token))$/i;

function checkTemplate(flow: Flow, template: ts.TemplateExpression): Fault[] {
  const isSignIn = /^(Bearer|Basic|Token|Bot|SSWS)\s*$/i.test(template.head.text);
  return template.templateSpans.flatMap(({ expression }) => checkSent(flow, expression, isSignIn));
}

function checkSent(flow: Flow, expression: ts.Expression, isSignIn: boolean): Fault[] {
  const origins = flow
    .origins(expression)
    .filter((each) => ts.isExpression(each) || ts.isBindingElement(each));
  const setting = origins.find((origin) => settingOf(origin) !== undefined);
  const name = setting && settingOf(setting);
  if (!setting || name === undefined || !(isSignIn || isSecretName(name))) return [];
  // With a text to fall back on it is never "undefined"; an empty one has a rule of its own.
  if (origins.length > 1 || isTested(flow, setting) || isTested(flow, expression)) return [];
  return [
    {
      at: expression,
      message: `Where ${name} is not set, this sends the word "undefined" as the secret. The API refuses every request, and the message says nothing of the reason.`,
      fix: `Read it once, and throw an error that names it: \`if (!value) throw new Error("${name} is not set")\`.`,
    },
  ];
}
