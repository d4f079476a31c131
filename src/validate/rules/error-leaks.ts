import { ts } from "ts-morph";
import { calledName, findAll, isFunction, isInside, nameOf } from "../code/syntax.ts";
import { textOf } from "../facts/registered.ts";
import type { SyncFacts } from "../facts/types.ts";
import { piecesOf } from "./kit/pieces.ts";
import { fetchesOf } from "./kit/responses.ts";
import type { Fault, Rule } from "./rule.ts";

/** What an API answered, or the key to it, on its way into the run log. */
export const errorLeaks: Rule = {
  id: "error-leaks",
  severity: "warn",
  hazards: ["SDK"],
  title: "An error or a log line holds an answer's body, headers or a secret",
  check: ({ syncs }) => syncs.flatMap(checkSync),
};

type Said = { at: ts.Node; values: readonly ts.Node[] };

function checkSync(sync: SyncFacts): Fault[] {
  const said = [...sync.reached].flatMap((one) => [
    ...findAll(one, ts.isNewExpression).flatMap((node) => saidByError(sync, node)),
    ...findAll(one, ts.isCallExpression).flatMap(saidByConsole),
  ]);
  return said.flatMap(({ at, values }) => {
    const kinds = values.flatMap((value) => piecesOf(sync.flow, value)).flatMap((each) => kindOf(sync, each));
    const [what] = kinds;
    if (what === undefined) return [];
    return [
      {
        at,
        sync,
        message: `This writes ${what} into the run log. Everybody who may see the worker's runs can read it there, and it stays.`,
        fix: "Say the request, the status and your own words: `GET /path: HTTP 503`. Of a body take the one field that names the reason; leave out `cause`.",
      },
    ];
  });
}

function saidByError(sync: SyncFacts, node: ts.NewExpression): Said[] {
  if (!/Error$/.test(node.expression.getText())) return [];
  const values = (node.arguments ?? []).flatMap((argument, index): readonly ts.Node[] => {
    const causes = sync.flow.members(argument, "cause");
    if (causes.length > 0) return causes;
    return isPartOfMessage(sync, node, index) ? [argument] : [];
  });
  return [{ at: node, values }];
}

function saidByConsole(call: ts.CallExpression): Said[] {
  return /^console\.(log|info|warn|error|debug)$/.test(call.expression.getText())
    ? [{ at: call, values: call.arguments }]
    : [];
}

/** For a class of this project: whether its constructor hands the argument to `super`. */
function isPartOfMessage({ flow }: SyncFacts, node: ts.NewExpression, index: number): boolean {
  const classes = flow.origins(node.expression).filter(ts.isClassLike);
  const made = classes.flatMap(({ members }) =>
    members.filter(isFunction).filter(ts.isConstructorDeclaration),
  );
  if (made.length === 0) return index === 0;
  return made.some((one) => {
    const name = one.parameters[index]?.name.getText();
    const calls = findAll(one, ts.isCallExpression).filter(
      ({ expression }) => expression.kind === ts.SyntaxKind.SuperKeyword,
    );
    return calls.some((call) =>
      call.arguments.some((each) => findAll(each, ts.isIdentifier).some(({ text }) => text === name)),
    );
  });
}

const secret = /token|secret|password|api_?key|credential/i;

/** What must not be said, if a piece is of that kind. */
function kindOf(sync: SyncFacts, piece: ts.Node): string[] {
  if (fetchesOf(sync, piece).length > 0) return ["the whole answer"];
  if (ts.isCallExpression(piece) && /^(json|text)$/.test(calledName(piece) ?? "")) {
    const { expression } = piece;
    const isAnswer =
      ts.isPropertyAccessExpression(expression) && fetchesOf(sync, expression.expression).length > 0;
    return isAnswer ? ["the body of an answer"] : [];
  }
  if (ts.isPropertyAccessExpression(piece)) {
    const { name, expression } = piece;
    if (name.text === "headers" && fetchesOf(sync, expression).length > 0)
      return ["the headers of an answer"];
    return expression.getText() === "process.env" && secret.test(name.text) ? ["a secret"] : [];
  }
  if (ts.isElementAccessExpression(piece) && piece.expression.getText() === "process.env")
    return secret.test(textOf(sync.flow, piece.argumentExpression) ?? "") ? ["a secret"] : [];
  if (ts.isObjectLiteralExpression(piece))
    return piece.properties.some((each) => /^authorization$/i.test((each.name && nameOf(each.name)) ?? ""))
      ? ["the headers with the credential"]
      : [];
  return isErrorOfClient(sync, piece) ? ["an error that holds the request with its headers"] : [];
}

/** The errors of axios and its like carry the whole request. */
function isErrorOfClient(sync: SyncFacts, piece: ts.Node): boolean {
  const clause = piece.parent;
  if (!ts.isVariableDeclaration(piece) || !clause || !ts.isCatchClause(clause)) return false;
  const { tryBlock } = clause.parent;
  return sync.requests.some(({ call, isFetch }) => !isFetch && isInside(call, tryBlock));
}
