import { ts } from "ts-morph";
import type { SourceText } from "../../../src/validate/code/program.ts";
import { functionAround } from "../../../src/validate/code/syntax.ts";
import { anyOf, inCode, inText, operator, type Operator } from "./editing.ts";

const keyOf = (files: readonly SourceText[], kind: string): string | undefined =>
  files
    .map(({ text }) => new RegExp(`\\.${kind}\\(\\s*"(\\w+)"`).exec(text)?.[1])
    .find((key) => key !== undefined);

/** Mistakes in what a worker registers, and in how it takes its secrets. */
export const registering: readonly Operator[] = [
  operator("mode removed", "mode-missing", inText(/^\s*mode: "(replace|incremental)",\r?\n/m, "")),
  operator(
    "schedule in seconds",
    "schedule-invalid",
    inText(/schedule: "(\d+[mhd]|manual)"/, 'schedule: "90s"'),
  ),
  operator("a pacer has the database's key", "duplicate-key", (files) => {
    const key = keyOf(files, "database");
    return key === undefined ? undefined : inText(/\.pacer\(\s*"\w+"/, `.pacer("${key}"`)(files);
  }),
  operator("a sync's key is empty", "key-invalid", inText(/\.sync\(\s*"\w+"/, '.sync(""')),
  operator("the pacer stands below the syncs", "pacer-after-sync", pacerToTheEnd),
  operator("a pacer of no requests", "pacer-invalid", inText(/allowedRequests: \d+/, "allowedRequests: 0")),
  operator(
    "another primary key",
    "primary-key-invalid",
    inText(/primaryKeyProperty: [^,\n]+/, 'primaryKeyProperty: "No Such Property"'),
  ),
  operator("two titles", "title-count", inText(/\b(Schema|S)\.richText\(\)/, "$1.title()")),
  operator("no title", "title-count", inText(/: (Schema|S)\.title\(\)/, ": $1.richText()")),
  operator(
    "a comma in an option",
    "option-invalid",
    inText(/\{ name: "([^",]+)" \}/, '{ name: "$1, or so" }'),
  ),
  operator("an option without a name", "option-invalid", inText(/\{ name: "([^",]+)" \}/, '{ name: "" }')),
  operator("a relation to a sync", "relation-target", (files) => {
    const key = keyOf(files, "sync");
    const kinds = /\b(Schema|S)\.(number|email|url|checkbox|phoneNumber)\([^)]*\)/;
    return key === undefined ? undefined : inText(kinds, `$1.relation("${key}")`)(files);
  }),
  operator("a secret that may be empty", "secret-default", (files) => {
    const unchecked = withoutSecretCheck(files);
    return unchecked && inText(/process\.env(\["\w+"\]|\.[A-Z_]+)/, 'process.env$1 ?? ""')(unchecked);
  }),
  operator("a secret nobody checks", "secret-unchecked", withoutSecretCheck),
  operator(
    "a secret in the code",
    "secret-in-source",
    inText(/process\.env(\["\w+"\]|\.[A-Z_]+)/, '"sk_live_51HqT0bKz2mXy8Wq4RvN7uEa"'),
  ),
];

function withoutSecretCheck(files: readonly SourceText[]): SourceText[] | undefined {
  if (!files.some(({ text }) => text.includes("process.env"))) return undefined;
  return inCode((node) =>
    ts.isIfStatement(node) &&
    /^(!(key|token)|(key|token) === undefined.*)$/.test(node.expression.getText()) &&
    // Not the token that a list gives for its changes.
    /process\.env/.test(functionAround(node)?.getText() ?? node.getSourceFile().text)
      ? { node, text: "" }
      : undefined,
  )(files);
}

function pacerToTheEnd(files: readonly SourceText[]): SourceText[] | undefined {
  const place = /^(export )?const \w+ = \w+\.pacer\([\s\S]*?\);\r?\n/m;
  const index = files.findIndex(({ text }) => place.test(text) && text.includes(".sync("));
  const file = files[index];
  const statement = file && place.exec(file.text)?.[0];
  if (!file || statement === undefined) return undefined;
  return files.with(index, { path: file.path, text: `${file.text.replace(statement, "")}\n${statement}` });
}

/** Mistakes in how requests are sent and answers read. */
export const requesting: readonly Operator[] = [
  operator(
    "no wait before a request",
    "unpaced-request",
    anyOf(
      inText(/^\s*await [\w.#]+\.wait\(\);\r?\n/m, ""),
      inText(/^\s*await (takeTurn|beforeRequest)\(\);\r?\n/m, ""),
    ),
  ),
  operator("the status is not looked at", "status-unchecked", (files) => {
    const withoutSwitch = inText(/switch \(response\.status\) \{[\s\S]*?\n {4}\}\r?\n/, "")(files);
    return (
      withoutSwitch ?? inCode((node) => (isStatusCheck(node) ? { node, text: "" } : undefined), true)(files)
    );
  }),
  operator(
    "429 is an error as any other",
    "rate-limit-unhandled",
    inCode(
      (node) =>
        ts.isNewExpression(node) && node.expression.getText() === "RateLimitError"
          ? { node, text: 'new Error("too many requests")' }
          : undefined,
      true,
    ),
  ),
  operator("Number() of Retry-After", "retry-after-number", inCode(rawRetryAfter)),
  operator(
    "the errors of GraphQL are not read",
    "graphql-errors-unread",
    inCode((node) =>
      ts.isIfStatement(node) && /errors/.test(node.expression.getText()) ? { node, text: "" } : undefined,
    ),
  ),
  operator("a missing list is an empty one", "missing-list-is-empty", inCode(forgiveMissingList)),
  operator(
    "the next URL may lead anywhere",
    "next-url-unchecked",
    // Where Notion adds the secret it does so for the API's own domain; no other host gets it.
    (files) =>
      files.some(({ text }) => /\.credential\(/.test(text))
        ? undefined
        : inCode((node) =>
            ts.isIfStatement(node) && /\.(origin|host) !== /.test(node.expression.getText())
              ? { node, text: "" }
              : undefined,
          )(files),
  ),
  operator(
    "an id goes into a URL as it is",
    "url-unescaped",
    inText(/encodeURIComponent\(([^()]+(?:\([^()]*\))?[^()]*)\)/, "$1"),
  ),
  operator(
    "an error takes the response along",
    "error-leaks",
    inCode((node) => {
      if (!ts.isThrowStatement(node) || !isStatusCheck(node.parent)) return undefined;
      const [message] = (ts.isNewExpression(node.expression) && node.expression.arguments) || [];
      const response = responseName(node);
      if (!message || response === undefined) return undefined;
      return { node, text: `throw new Error(${message.getText()}, { cause: ${response} });` };
    }),
  ),
];

function isStatusCheck(node: ts.Node): boolean {
  return (
    ts.isIfStatement(node) &&
    ts.isThrowStatement(node.thenStatement) &&
    /^!\w+\.ok\b|^status !== 200$/.test(node.expression.getText())
  );
}

function responseName(node: ts.Node): string | undefined {
  for (let around = node.parent; around; around = around.parent) {
    const name = /const (response|answer) = await/.exec(around.getText())?.[1];
    if (name !== undefined) return name;
  }
  return undefined;
}

function rawRetryAfter(node: ts.Node): { node: ts.Node; text: string } | undefined {
  if (!ts.isNewExpression(node) || node.expression.getText() !== "RateLimitError") return undefined;
  const response = responseName(node);
  if (response === undefined) return undefined;
  const text = `new RateLimitError({ retryAfter: Number(${response}.headers.get("retry-after")) })`;
  return { node, text };
}

/** Takes away the check for a list, and the missing one for none, up to the end of the block. */
function forgiveMissingList(node: ts.Node): { node: ts.Node; text: string } | undefined {
  if (!ts.isBlock(node)) return undefined;
  const check = node.statements.find(
    (one) =>
      ts.isIfStatement(one) &&
      ts.isThrowStatement(one.thenStatement) &&
      /!Array\.isArray\(/.test(one.expression.getText()),
  );
  if (!check || !ts.isIfStatement(check)) return undefined;
  const [, list = ""] = /!Array\.isArray\(([^()]+)\)/.exec(check.expression.getText()) ?? [];
  const start = node.getStart();
  const before = node.getText().slice(0, check.getStart() - start);
  const after = node.getText().slice(check.getEnd() - start);
  const name = list.replaceAll("?", "").replaceAll(".", "\\??\\.");
  return {
    node,
    text:
      before + after.replaceAll(new RegExp(`(?<![\\w.])${name}(?=\\.|\\b[^\\w?:])`, "g"), `(${list} ?? [])`),
  };
}
