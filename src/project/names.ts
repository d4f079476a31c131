import { Node, type SourceFile } from "ts-morph";
import { localNames } from "./imports.ts";
import { lineOf } from "./syntax.ts";
import type { ImportFact, TopLevelName } from "./types.ts";

/** Every name that is taken at the top level of a file, imports included, in order of appearance. */
export function readNames(source: SourceFile, imports: readonly ImportFact[]): TopLevelName[] {
  const declared = source.getStatements().flatMap(declaredNames);
  return [...imports.flatMap(importedNames), ...declared].sort((a, b) => a.line - b.line);
}

function importedNames(fact: ImportFact): TopLevelName[] {
  return localNames(fact).map((name): TopLevelName => ({ name, kind: "import", line: fact.line }));
}

function declaredNames(statement: Node): TopLevelName[] {
  if (Node.isVariableStatement(statement)) {
    return statement.getDeclarations().flatMap((each) => boundNames(each.getNameNode()));
  }
  const kind = statementKind(statement);
  const name = kind && Node.hasName(statement) ? statement.getName() : undefined;
  return kind && name ? [{ name, kind, line: lineOf(statement) }] : [];
}

function statementKind(statement: Node): TopLevelName["kind"] | undefined {
  if (Node.isFunctionDeclaration(statement)) return "function";
  if (Node.isClassDeclaration(statement)) return "class";
  if (Node.isTypeAliasDeclaration(statement) || Node.isInterfaceDeclaration(statement)) return "type";
  const isOther = Node.isEnumDeclaration(statement) || Node.isModuleDeclaration(statement);
  return isOther || Node.isImportEqualsDeclaration(statement) ? "other" : undefined;
}

/** A declaration binds one name, or the names of a destructuring pattern. */
function boundNames(target: Node): TopLevelName[] {
  if (Node.isObjectBindingPattern(target) || Node.isArrayBindingPattern(target)) {
    const elements: Node[] = target.getElements();
    return elements.flatMap((each) => (Node.isBindingElement(each) ? boundNames(each.getNameNode()) : []));
  }
  return [{ name: target.getText(), kind: "const", line: lineOf(target) }];
}
