import { Node, type ImportDeclaration, type SourceFile } from "ts-morph";
import { lineOf } from "./syntax.ts";
import type { ImportFact } from "./types.ts";

/** Every import of a file, in order. `import x = require("m")` counts as a namespace: it holds the whole module. */
export function readImports(source: SourceFile): ImportFact[] {
  return source.getStatements().flatMap((statement): ImportFact[] => {
    if (Node.isImportDeclaration(statement)) return [importFact(statement)];
    if (!Node.isImportEqualsDeclaration(statement)) return [];
    const from = requiredModule(statement.getModuleReference());
    if (from === undefined) return [];
    const line = lineOf(statement);
    return [{ from, typeOnly: statement.isTypeOnly(), namespace: statement.getName(), names: [], line }];
  });
}

/** Every name an import brings into its file. */
export function localNames(fact: ImportFact): string[] {
  return [fact.defaultName, fact.namespace, ...fact.names.map((each) => each.local)].filter(
    (name) => name !== undefined,
  );
}

function importFact(declaration: ImportDeclaration): ImportFact {
  const defaultName = declaration.getDefaultImport()?.getText();
  const namespace = declaration.getNamespaceImport()?.getText();
  return {
    from: declaration.getModuleSpecifierValue(),
    typeOnly: declaration.isTypeOnly(),
    ...(defaultName === undefined ? {} : { defaultName }),
    ...(namespace === undefined ? {} : { namespace }),
    names: declaration.getNamedImports().map((specifier) => {
      const name = specifier.getName();
      return { name, local: specifier.getAliasNode()?.getText() ?? name, typeOnly: specifier.isTypeOnly() };
    }),
    line: lineOf(declaration),
  };
}

function requiredModule(reference: Node): string | undefined {
  if (!Node.isExternalModuleReference(reference)) return undefined;
  const expression = reference.getExpression();
  return Node.isStringLiteral(expression) ? expression.getLiteralValue() : undefined;
}
