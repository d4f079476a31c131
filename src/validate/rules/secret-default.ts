import { ts } from "ts-morph";
import type { Flow } from "../code/flow.ts";
import { bare, findAll } from "../code/syntax.ts";
import { isSecretName, isTested, settingOf } from "./kit/environment.ts";
import type { Fault, Rule } from "./rule.ts";

/** A secret that is the empty text where nobody set it. */
export const secretDefault: Rule = {
  id: "secret-default",
  severity: "error",
  hazards: ["SDK", "H32"],
  title: "A missing secret becomes an empty text",
  check: ({ flow }) =>
    flow.program.files.flatMap((file) =>
      findAll(file, ts.isBinaryExpression).flatMap((node) => checkDefault(flow, node)),
    ),
};

function checkDefault(flow: Flow, node: ts.BinaryExpression): Fault[] {
  const kind = node.operatorToken.kind;
  const isDefault = kind === ts.SyntaxKind.QuestionQuestionToken || kind === ts.SyntaxKind.BarBarToken;
  const fallback = bare(node.right);
  if (!isDefault || !ts.isStringLiteralLike(fallback) || fallback.text.trim() !== "") return [];
  const name = settingOf(node.left);
  if (name === undefined || !isSecretName(name) || isTested(flow, node.left)) return [];
  return [
    {
      at: node,
      message: `Where ${name} is not set, the worker deploys without a complaint and signs in with an empty text. What the API answers to nobody, an error at best or an empty list, is then what the sync reads.`,
      fix: `Read it once, and throw an error that names it: \`if (!value) throw new Error("${name} is not set")\`.`,
    },
  ];
}
