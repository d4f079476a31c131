import { ts } from "ts-morph";
import { findAll } from "../code/syntax.ts";
import type { Fault, Rule } from "./rule.ts";

/** A token written into the code. */
export const secretInSource: Rule = {
  id: "secret-in-source",
  severity: "error",
  hazards: ["SDK"],
  title: "A secret stands in the code",
  check: ({ flow }) =>
    flow.program.files.flatMap((file) =>
      findAll(file, isText)
        .filter(({ text }) => isSecret(text))
        .map((at): Fault => ({
          at,
          message:
            "This text has the form of a real secret. Whoever can read the repository, its history or the deployed bundle can use it.",
          fix: "Revoke it, and give the new one to Notion: `worker.credential(…)`, or `process.env` with `ntn workers env set`.",
        })),
    ),
};

type Text = ts.StringLiteralLike | ts.TemplateHead;

function isText(node: ts.Node): node is Text {
  return ts.isStringLiteralLike(node) || ts.isTemplateHead(node);
}

// The forms that providers document, whole: a prefix alone, a regular expression or a name is no secret.
const forms = [
  /\b[rs]k_live_[A-Za-z0-9]{16,}/,
  /\bxox[abeprs]-[A-Za-z0-9-]{20,}/,
  /\bgh[opsu]_[A-Za-z0-9]{36}/,
  /\bgithub_pat_[A-Za-z0-9_]{40,}/,
  /\bAKIA[A-Z0-9]{16}\b/,
  /\bntn_[A-Za-z0-9]{40,}/,
  /\bglpat-[A-Za-z0-9_-]{20,}/,
  /\bAIza[A-Za-z0-9_-]{35}/,
  /\bSG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{40,}/,
  /\blin_api_[A-Za-z0-9]{40}/,
  /\beyJ[A-Za-z0-9_-]{15,}\.eyJ[A-Za-z0-9_-]{15,}\.[A-Za-z0-9_-]{20,}/,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----\s*[A-Za-z0-9+/=\s\\]{100,}/,
  /^(Bearer|Basic|Token) [A-Za-z0-9._~+/=-]{24,}$/i,
];

function isSecret(text: string): boolean {
  const found = forms.map((form) => form.exec(text)?.[0]).find((each) => each !== undefined);
  return found !== undefined && !isPlaceholder(found);
}

/** What stands in examples: a word that says so, or hardly a letter that differs. */
function isPlaceholder(text: string): boolean {
  if (/example|your|placeholder|redacted|changeme|dummy|x{6}|0{8}|\*{4}/i.test(text)) return true;
  return new Set(text.slice(-20)).size < 7;
}
