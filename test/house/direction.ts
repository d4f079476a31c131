import { Node, SyntaxKind } from "ts-morph";
import { type House, roomOf } from "./house.ts";

/** Imports of a package, or of a part of Node, that the importing room may not use. */
export function findForeignLibraries(house: House, allowed: Record<string, string>): string[] {
  return house.arrows
    .filter(({ isPackage }) => isPackage)
    .filter(({ from, to }) => {
      const names = (allowed[from] ?? allowed[roomOf(from)] ?? allowed["*"] ?? "").split(" ");
      return !names.includes(to) && !(to.startsWith("node:") && names.includes("node:*"));
    })
    .map(({ from, to, line }) => `${from}:${line} imports ${to}`);
}

/** Imports of a room that the importing room may not know. */
export function findForbiddenRooms(house: House, mayKnow: Record<string, string>): string[] {
  return house.arrows
    .filter(({ isPackage, from, to }) => !isPackage && roomOf(from) !== roomOf(to))
    .filter(({ from, to }) => !(mayKnow[roomOf(from)] ?? "").split(" ").includes(roomOf(to)))
    .map(({ from, to, line }) => `${from}:${line} imports ${to}`);
}

/** Units (files on a shelf) that import anything but the kit, and files outside of `importers` that import the units. */
export function findUnitFaults(house: House, importers: readonly string[]): string[] {
  return house.arrows
    .filter(({ from, to }) => {
      if (roomOf(from) === "generators" && from !== "generators/index.ts") return to !== "src/kit.ts";
      if (roomOf(to) !== "generators" || roomOf(from) === "generators") return false;
      return to !== "generators/index.ts" || !importers.includes(roomOf(from));
    })
    .map(({ from, to, line }) => `${from}:${line} imports ${to}`);
}

/** Rings of files that import each other when they load; types and lazy imports make no ring. */
export function findRings(house: House): string[] {
  const next = new Map<string, string[]>();
  for (const { from, to, isType, isLazy } of house.arrows) {
    if (!isType && !isLazy) next.set(from, [...(next.get(from) ?? []), to]);
  }
  const done = new Set<string>();
  const rings: string[] = [];
  const visit = (path: string, way: readonly string[]): void => {
    if (way.includes(path)) rings.push([...way.slice(way.indexOf(path)), path].join(" → "));
    else if (!done.has(path)) for (const to of next.get(path) ?? []) visit(to, [...way, path]);
    done.add(path);
  };
  for (const path of next.keys()) visit(path, []);
  return rings;
}

/** Every file and package that loads when `start` does. */
export function whatLoads(house: House, start: string): string[] {
  const loaded = new Set([start]);
  for (const path of loaded) {
    for (const { from, to, isType, isLazy } of house.arrows)
      if (from === path && !isType && !isLazy) loaded.add(to);
  }
  return [...loaded].filter((path) => !path.startsWith("node:")).sort();
}

/** Uses of a global of Node (`process`, `console`), as `file:line words`; `allowed` maps a file to what it may use. */
export function findGlobals(
  house: House,
  name: "process" | "console",
  allowed: Record<string, string>,
): string[] {
  const found: string[] = [];
  for (const [path, file] of house.files) {
    const may = (allowed[path] ?? "").split(" ");
    // Wrapping every identifier of every file is most of what this would take.
    const identifiers = file.getFullText().includes(name)
      ? file.getDescendantsOfKind(SyntaxKind.Identifier)
      : [];
    for (const identifier of identifiers) {
      if (identifier.getText() !== name || !isGlobal(identifier)) continue;
      const parent = identifier.getParent();
      const words = Node.isPropertyAccessExpression(parent) ? parent.getText() : name;
      if (words !== "process.exit" && (may.includes("*") || may.includes(words))) continue;
      found.push(`${path}:${identifier.getStartLineNumber()} ${words}`);
    }
    for (const { from, to, line } of house.arrows)
      if (from === path && to === `node:${name}`) found.push(`${path}:${line} ${to}`);
  }
  return found;
}

/** Imports of functions that change the file system, outside of the files and rooms that may. */
export function findWrites(house: House, allowed: readonly string[]): string[] {
  const changes =
    /^(append|chmod|chown|copy|cp|f?truncate|fch|link|mk|rename|rm|symlink|unlink|utimes|write|createWriteStream)/;
  return [...house.files].flatMap(([path, file]) => {
    if (allowed.includes(path) || allowed.includes(roomOf(path))) return [];
    return file
      .getImportDeclarations()
      .filter((one) => /^node:fs(\/promises)?$/.test(one.getModuleSpecifierValue()))
      .flatMap((one) => [
        ...one.getNamedImports().map((name) => name.getName()),
        one.getNamespaceImport()?.getText() ?? one.getDefaultImport()?.getText(),
      ])
      .filter((name) => name !== undefined && (changes.test(name) || name === "fs"))
      .map((name) => `${path} imports ${name}`);
  });
}

// A property or a key of that name is not the global.
function isGlobal(identifier: Node): boolean {
  const parent = identifier.getParent();
  if (Node.isPropertyAccessExpression(parent)) return parent.getExpression() === identifier;
  return !Node.isPropertyAssignment(parent) && !Node.isPropertySignature(parent);
}
