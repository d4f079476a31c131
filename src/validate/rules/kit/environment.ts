import { ts } from "ts-morph";
import type { Flow } from "../../code/flow.ts";
import { bare, findAll, nameOf, walk } from "../../code/syntax.ts";

/** The setting a node reads: "API_TOKEN" for `process.env.API_TOKEN` and `process.env["API_TOKEN"]`. */
export function settingOf(given: ts.Node): string | undefined {
  const node = ts.isExpression(given) ? bare(given) : given;
  // `const { API_TOKEN: token } = process.env`
  if (ts.isBindingElement(node)) {
    const source = node.parent.parent;
    const isRead =
      ts.isVariableDeclaration(source) && source.initializer && isEnvironment(source.initializer);
    return isRead ? nameOf(node.propertyName ?? node.name) : undefined;
  }
  if (ts.isPropertyAccessExpression(node) && isEnvironment(node.expression)) return node.name.text;
  if (!ts.isElementAccessExpression(node) || !isEnvironment(node.expression)) return undefined;
  return ts.isStringLiteralLike(node.argumentExpression) ? node.argumentExpression.text : undefined;
}

function isEnvironment(node: ts.Expression): boolean {
  return /^(globalThis\.)?process\.env$/.test(node.getText());
}

/** Whether a setting holds what must not be empty, by its name: a token, a secret, an id to sign in with. */
export function isSecretName(name: string): boolean {
  if (/(TOKEN|SECRET|PASSWORD|PASSPHRASE|API_?KEY|ACCESS_KEY|PRIVATE_KEY|CLIENT_ID)(_|$)/i.test(name))
    return true;
  return /_KEY$/i.test(name) && !namingKey.test(name);
}

// Such keys name a thing, as the key of a project does, and open nothing.
const namingKey =
  /(^|_)(PROJECT|SPACE|BOARD|ISSUE|TABLE|SORT|PRIMARY|FOREIGN|PUBLIC|PARTITION|CACHE|OBJECT|ROW|DATABASE|SYNC|TEAM)_KEY$/i;

/**
 * Whether some condition of the program looks at a value, so that an empty one is noticed: at the setting itself, or at
 * the name it was given.
 */
export function isTested(flow: Flow, given: ts.Expression | ts.BindingElement): boolean {
  const value = ts.isBindingElement(given) ? given.name : given;
  const read = ts.isExpression(value) ? bare(value) : value;
  const names = new Set(ts.isIdentifier(read) ? [] : [read.getText()]);
  const holders = new Set<ts.Symbol>(symbolsAt(flow, read));
  const setting = settingOf(given);
  let holder: ts.Node = value.parent;
  while (
    ts.isParenthesizedExpression(holder) ||
    ts.isAsExpression(holder) ||
    ts.isNonNullExpression(holder) ||
    ts.isBinaryExpression(holder)
  )
    holder = holder.parent;
  // By its symbol: a "token" looked at elsewhere may be the one of a page.
  if (ts.isVariableDeclaration(holder)) for (const one of symbolsAt(flow, holder.name)) holders.add(one);
  return flow.program.files.some((file) => {
    let isFound = false;
    walk(file, (node) => {
      isFound ||= setting !== undefined && isNamed(node, setting);
      isFound ||= conditionsOf(node).some((condition) =>
        findAll(condition, ts.isExpression).some(
          (each) => names.has(each.getText()) || symbolsAt(flow, each).some((one) => holders.has(one)),
        ),
      );
      return !isFound;
    });
    return isFound;
  });
}

function symbolsAt({ checker }: Flow, node: ts.Node): ts.Symbol[] {
  const symbol = ts.isIdentifier(node) ? checker.getSymbolAtLocation(node) : undefined;
  return symbol ? [symbol] : [];
}

function conditionsOf(node: ts.Node): ts.Expression[] {
  if (ts.isIfStatement(node)) return [node.expression];
  if (ts.isConditionalExpression(node)) return [node.condition];
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken)
    return [node.operand];
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken)
    return [node.left];
  // A function that is handed the value to look at it: `assert(token)`.
  return ts.isCallExpression(node) && ts.isExpressionStatement(node.parent)
    ? node.arguments.filter(
        (argument) => ts.isIdentifier(bare(argument)) || settingOf(argument) !== undefined,
      )
    : [];
}

/** Whether a node names a setting other than by reading it: in a list of what is required, in a schema of settings. */
function isNamed(node: ts.Node, setting: string): boolean {
  if (ts.isPropertyAssignment(node)) return node.name.getText() === setting;
  return ts.isStringLiteralLike(node) && node.text === setting && !ts.isElementAccessExpression(node.parent);
}
