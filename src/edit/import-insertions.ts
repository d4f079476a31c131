import {
  Node,
  type ImportDeclaration,
  type ImportSpecifier,
  type NamedImports,
  type SourceFile,
} from "ts-morph";
import type { Style } from "../project/types.ts";
import type { ImportNeed } from "../render/snippet.ts";
import { indentText, specifierText } from "./import-text.ts";
import { isSameModule } from "./imports.ts";
import type { Insertion } from "./insertions.ts";

/** What goes into imports that are there, and what needs declarations of its own. */
export type ImportMerge = { insertions: Insertion[]; rest: ImportNeed[] };

/** Finds room for missing imports in the declarations of the same module; line breaks are \n. */
export function mergeImports(source: SourceFile, missing: readonly ImportNeed[], style: Style): ImportMerge {
  const hosts = new Map<ImportDeclaration, ImportNeed[]>();
  const rest: ImportNeed[] = [];
  for (const need of missing) {
    const host = need.name === "*" ? undefined : findHost(source, need);
    if (host) hosts.set(host, [...(hosts.get(host) ?? []), need]);
    else rest.push(need);
  }
  const insertions = [...hosts].flatMap(([host, needs]) => {
    const specifiers = needs.map((need) => specifierText(need, host.isTypeOnly()));
    const named = host.getImportClause()?.getNamedBindings();
    if (Node.isNamedImports(named)) return intoNamedImports(named, specifiers, style);
    return [
      { at: host.getDefaultImport()?.getEnd() ?? host.getEnd(), text: `, { ${specifiers.join(", ")} }` },
    ];
  });
  return { insertions, rest };
}

/**
 * The declaration that takes a name: for a type an `import type { … }` before others, for a value never one. A
 * namespace has no room, nor has a side-effect import or one with attributes, and `import type X` cannot take braces.
 */
function findHost(source: SourceFile, need: ImportNeed): ImportDeclaration | undefined {
  const open = source.getImportDeclarations().filter((declaration) => {
    const hasNames = Node.isNamedImports(declaration.getImportClause()?.getNamedBindings());
    const isDefaultOnly = declaration.getDefaultImport() !== undefined && !declaration.getNamespaceImport();
    const hasRoom = hasNames || (isDefaultOnly && !declaration.isTypeOnly());
    return (
      hasRoom &&
      !declaration.getAttributes() &&
      isSameModule(declaration.getModuleSpecifierValue(), need.from)
    );
  });
  const types = need.typeOnly ? open.filter((declaration) => declaration.isTypeOnly()) : [];
  const values = open.filter((declaration) => !declaration.isTypeOnly());
  return [...types, ...values.filter((each) => each.getNamedImports().length > 0), ...values][0];
}

/** A list with its brace on a line of its own gets new lines, any other list stays on its line. */
function intoNamedImports(named: NamedImports, specifiers: readonly string[], style: Style): Insertion[] {
  const text = named.getSourceFile().getFullText();
  const last = named.getElements().at(-1);
  if (!last) {
    const isTight = named.getText() === "{}";
    return [{ at: named.getStart() + 1, text: ` ${specifiers.join(", ")}${isTight ? " " : ""}` }];
  }
  const { hasTrailingComma, end } = named.compilerNode.elements;
  const braceLine = lineStart(text, named.getEnd() - 1);
  const isBroken = braceLine > last.getEnd() && text.slice(braceLine, named.getEnd() - 1).trim() === "";
  if (!isBroken) {
    const list = specifiers.map((specifier) => (hasTrailingComma ? ` ${specifier},` : `, ${specifier}`));
    return [{ at: hasTrailingComma ? end : last.getEnd(), text: list.join("") }];
  }
  const indent = indentOf(text, last, style);
  const rows = specifiers.map((specifier) => `${indent}${specifier}`).join(",\n");
  const row = { at: braceLine, text: `${rows}${hasTrailingComma ? "," : ""}\n` };
  return hasTrailingComma ? [row] : [{ at: last.getEnd(), text: "," }, row];
}

function indentOf(text: string, specifier: ImportSpecifier, style: Style): string {
  const before = text.slice(lineStart(text, specifier.getStart()), specifier.getStart());
  return before.trim() === "" && before !== "" ? before : indentText(style);
}

function lineStart(text: string, at: number): number {
  return Math.max(text.lastIndexOf("\n", at - 1), text.lastIndexOf("\r", at - 1)) + 1;
}
