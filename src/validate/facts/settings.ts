import { ts } from "ts-morph";
import { isSecretName, settingOf } from "../rules/kit/environment.ts";
import { pathOf, type Program } from "../code/program.ts";
import { assignmentTo, calledName, findAll, functionAround, nameOf } from "../code/syntax.ts";

/** A place where the code reads a variable of the environment. `isOptional`: it goes on where there is none. */
export type SettingRead = {
  name: string;
  file: string;
  line: number;
  isOptional: boolean;
  isSecret: boolean;
};

/**
 * Every variable that the code reads by a name that stands in it: from `process.env` itself, or through a function of
 * the project that reads what it is given, as `requireEnv("TOKEN")` does. Writes are left out.
 */
export function readSettings({ files }: Program): SettingRead[] {
  const readers = new Map(files.flatMap(findReaders));
  return files.flatMap((file) =>
    findAll(file, isNode).flatMap((node) => {
      const name = settingOf(node) ?? nameAskedFor(node, readers);
      if (name === undefined || name === "" || isWritten(node)) return [];
      const line = file.getLineAndCharacterOfPosition(node.getStart()).line + 1;
      const isSecret = isSecretName(name);
      return [{ name, file: pathOf(node), line, isOptional: isOptional(node), isSecret }];
    }),
  );
}

function isNode(node: ts.Node): node is ts.Node {
  // What is wrapped in a cast or parentheses is found by itself.
  return (
    ts.isPropertyAccessExpression(node) ||
    ts.isElementAccessExpression(node) ||
    ts.isBindingElement(node) ||
    ts.isCallExpression(node)
  );
}

/** Functions with `process.env[name]` in them, `name` being one of their parameters: by name, with its position. */
function findReaders(file: ts.SourceFile): [string, number][] {
  return findAll(file, ts.isElementAccessExpression).flatMap((access): [string, number][] => {
    const { argumentExpression: asked, expression } = access;
    const reader = functionAround(access);
    if (!reader || !ts.isIdentifier(asked) || !/^(globalThis\.)?process\.env$/.test(expression.getText()))
      return [];
    const position = reader.parameters.findIndex(({ name }) => name.getText() === asked.text);
    const holder = ts.isVariableDeclaration(reader.parent) ? reader.parent.name : reader.name;
    const name = holder && nameOf(holder);
    return position === -1 || name === undefined ? [] : [[name, position]];
  });
}

function nameAskedFor(node: ts.Node, readers: ReadonlyMap<string, number>): string | undefined {
  if (!ts.isCallExpression(node)) return undefined;
  const position = readers.get(calledName(node) ?? "");
  const asked = position === undefined ? undefined : node.arguments[position];
  return asked && ts.isStringLiteralLike(asked) ? asked.text : undefined;
}

function isWritten(node: ts.Node): boolean {
  return ts.isDeleteExpression(node.parent) || assignmentTo(node) !== undefined;
}

const comparisons = [
  ts.SyntaxKind.EqualsEqualsToken,
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
];
const fallbacks = [ts.SyntaxKind.QuestionQuestionToken, ts.SyntaxKind.BarBarToken];

/** A default, a comparison or `?.` behind it: the code has an answer for the case that it is not set. */
function isOptional(node: ts.Node): boolean {
  if (ts.isBindingElement(node)) return node.initializer !== undefined;
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.questionDotToken !== undefined;
  if (!ts.isBinaryExpression(parent)) return false;
  const operator = parent.operatorToken.kind;
  if (comparisons.includes(operator)) return true;
  const isDefault = parent.left === node && fallbacks.includes(operator);
  // A call behind it, such as `?? fail("…")`, usually throws.
  return isDefault && !ts.isCallExpression(parent.right);
}
