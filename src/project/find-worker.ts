import { Node, SyntaxKind, type NewExpression, type SourceFile } from "ts-morph";
import { Problem, type Place } from "../problems/problem.ts";
import { localNames } from "./imports.ts";
import { unwrap } from "./literals.ts";
import { lineOf } from "./syntax.ts";
import type { ImportFact } from "./types.ts";

/** The module every worker imports its `Worker` from. */
const sdkModule = "@notionhq/workers";

/** Every `new Worker()` of the SDK in a file, under whatever name `Worker` was imported. */
export function findNewWorkers(source: SourceFile, imports: readonly ImportFact[]): NewExpression[] {
  return source
    .getDescendantsOfKind(SyntaxKind.NewExpression)
    .filter((expression) => isSdkWorker(expression.getExpression(), imports));
}

/** Whether an expression or a type name is the SDK's `Worker`. */
export function isSdkWorker(name: Node, imports: readonly ImportFact[]): boolean {
  const sdk = imports.filter((fact) => fact.from === sdkModule);
  const text = name.getText();
  return sdk.some(
    (fact) =>
      fact.names.some((each) => each.name === "Worker" && each.local === text) ||
      (fact.namespace !== undefined && text === `${fact.namespace}.Worker`),
  );
}

/**
 * The name of the variable that holds `new Worker()`. Throws a Problem, with what to do by hand, if the file has no
 * worker, several, one from elsewhere, or one that is not a top-level variable's initialiser.
 */
export function getWorkerName(path: string, source: SourceFile, imports: readonly ImportFact[]): string {
  const [worker, ...more] = findNewWorkers(source, imports);
  if (!worker) throw missingWorker(path, source, imports);
  if (more.length > 0) {
    const lines = [worker, ...more].map((each) => lineOf(each));
    throw new Problem("project/several-workers", { file: path, lines }, { file: path, line: lines[1] ?? 1 });
  }
  const holder = holderOf(worker);
  if (holder !== undefined) return holder;
  throw computed(path, worker, "a `new Worker()` that no top-level variable holds");
}

/** Names the top-level variable an expression initialises, also through `as`, `satisfies` and parentheses. */
export function holderOf(expression: Node): string | undefined {
  const declaration = expression.getFirstAncestorByKind(SyntaxKind.VariableDeclaration);
  const initializer = declaration?.getInitializer();
  const isTopLevel = Node.isSourceFile(declaration?.getVariableStatement()?.getParent());
  const isHeld = isTopLevel && initializer && unwrap(initializer) === expression;
  const name = declaration?.getNameNode();
  return isHeld && Node.isIdentifier(name) ? name.getText() : undefined;
}

/** Tells the ways apart in which a file can have no `new Worker()` of its own, so that the advice fits. */
function missingWorker(path: string, source: SourceFile, imports: readonly ImportFact[]): Problem {
  for (const statement of source.getExportDeclarations()) {
    const from = statement.getModuleSpecifierValue();
    const isDefault = statement
      .getNamedExports()
      .some((each) => (each.getAliasNode() ?? each.getNameNode()).getText() === "default");
    if (from !== undefined && isDefault) return elsewhere(path, from, statement);
  }
  const exported = defaultExport(source) ?? findImportedReceiver(source, imports);
  if (!exported) return new Problem("project/no-worker", { file: path }, { file: path });
  const name = exported.getText();
  const fact = imports.find((each) => localNames(each).includes(name));
  if (fact) return elsewhere(path, fact.from, exported);
  const value = Node.isIdentifier(exported)
    ? source.getVariableDeclaration(name)?.getInitializer()
    : exported;
  if (!value || Node.isObjectLiteralExpression(unwrap(value))) {
    return new Problem("project/no-worker", { file: path }, { file: path });
  }
  return computed(path, value, `\`${excerpt(value)}\``);
}

/** What `export default x` or `export { x as default }` exports. */
function defaultExport(source: SourceFile): Node | undefined {
  const assignment = source.getExportAssignments()[0]?.getExpression();
  if (assignment) return unwrap(assignment);
  return source
    .getExportDeclarations()
    .flatMap((statement) => statement.getNamedExports())
    .find((each) => each.getAliasNode()?.getText() === "default")
    ?.getNameNode();
}

/** An imported identifier on which something is registered as on a worker: `x.sync("key", …)`. */
function findImportedReceiver(source: SourceFile, imports: readonly ImportFact[]): Node | undefined {
  const imported = new Set(imports.flatMap(localNames));
  for (const call of source.getDescendantsOfKind(SyntaxKind.CallExpression)) {
    const callee = call.getExpression();
    const [key, config] = call.getArguments();
    if (!Node.isPropertyAccessExpression(callee) || !Node.isStringLiteral(key) || !config) continue;
    const receiver = callee.getExpression();
    const isRegistration = /^(database|pacer|sync|tool|webhook)$/.test(callee.getName());
    if (isRegistration && Node.isIdentifier(receiver) && imported.has(receiver.getText())) return receiver;
  }
  return undefined;
}

function elsewhere(path: string, from: string, node: Node): Problem {
  return new Problem("project/worker-elsewhere", { file: path, from }, placeOf(path, node));
}

function computed(path: string, node: Node, found: string): Problem {
  return new Problem("project/worker-computed", { file: path, found }, placeOf(path, node));
}

function placeOf(path: string, node: Node): Place {
  return { file: path, line: lineOf(node) };
}

function excerpt(node: Node): string {
  const text = node.getText().replace(/\s+/g, " ");
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
