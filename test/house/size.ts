import { Node } from "ts-morph";
import type { House } from "./house.ts";

/** Files longer than their room allows; the limit of the longest matching start of the path holds. */
export function findLongFiles(house: House, limits: Record<string, number>): string[] {
  return [...house.files].flatMap(([path, file]) => {
    const key = Object.keys(limits)
      .filter((start) => path.startsWith(start))
      .sort((one, other) => other.length - one.length)[0];
    const lines = countLines(file.getFullText());
    return key !== undefined && lines > (limits[key] ?? 0)
      ? [`${path}: ${lines} lines, at most ${limits[key]}`]
      : [];
  });
}

/** The number of lines that half of the files stay under. */
export function medianLength(house: House): number {
  const lengths = [...house.files.values()]
    .map((file) => countLines(file.getFullText()))
    .sort((one, other) => one - other);
  return lengths[Math.floor(lengths.length / 2)] ?? 0;
}

/** Functions of more lines or parameters than allowed; `exempt` names them as `file name`. */
export function findBigFunctions(
  house: House,
  most: { lines: number; parameters: number },
  exempt: readonly string[] = [],
): string[] {
  const found: string[] = [];
  for (const [path, file] of house.files) {
    file.forEachDescendant((node) => {
      if (
        !Node.isFunctionLikeDeclaration(node) &&
        !Node.isFunctionExpression(node) &&
        !Node.isArrowFunction(node)
      )
        return;
      const name = nameOf(node);
      if (exempt.includes(`${path} ${name}`)) return;
      const lines = node.getEndLineNumber() - node.getStartLineNumber() + 1;
      const parameters = node.getParameters().length;
      const where = `${path}:${node.getStartLineNumber()} ${name}`;
      if (lines > most.lines) found.push(`${where}: ${lines} lines, at most ${most.lines}`);
      if (parameters > most.parameters)
        found.push(`${where}: ${parameters} parameters, at most ${most.parameters}`);
    });
  }
  return found;
}

function nameOf(node: Node): string {
  if (Node.isConstructorDeclaration(node)) return "constructor";
  const named = Node.hasName(node) ? node : node.getFirstAncestor((one) => Node.hasName(one));
  return named && Node.hasName(named) ? named.getName() : "(unnamed)";
}

function countLines(text: string): number {
  return text.split("\n").length - (text.endsWith("\n") ? 1 : 0);
}
