import { posix } from "node:path";
import type { ImportFact } from "../project/types.ts";
import type { ImportNeed } from "../render/snippet.ts";

/** What a file has imported, and every name that is taken in it or will be: imports, declarations, those of our snippets. */
export type Scope = { imports: readonly ImportFact[]; taken: Iterable<string> };

/**
 * Answers under which name each wanted import goes in a file, in the order asked: the name it has there already, be it
 * an alias or a namespace, else the preferred one (`local`), numbered if that is taken. A type may come from a value
 * import; a value never from a type-only one.
 */
export function resolveImports(scope: Scope, wanted: readonly ImportNeed[]): ImportNeed[] {
  const taken = new Set(scope.taken);
  const chosen = new Map<string, ImportNeed>();
  const asValues = new Set(wanted.filter((need) => !need.typeOnly).map(identity));
  return wanted.map((need) => {
    const typeOnly = !asValues.has(identity(need));
    const before = chosen.get(identity(need));
    if (before) return before;
    const local = findLocal(scope.imports, { ...need, typeOnly }) ?? freeName(need.local, taken);
    taken.add(local);
    const resolved = { ...need, typeOnly, local };
    chosen.set(identity(need), resolved);
    return resolved;
  });
}

/** Those of the resolved imports that a file does not have yet under their name, each once. */
export function missingImports(imports: readonly ImportFact[], needs: readonly ImportNeed[]): ImportNeed[] {
  const missing = new Map<string, ImportNeed>();
  for (const need of needs) {
    if (localsOf(imports, need).includes(need.local)) continue;
    const key = `${identity(need)} ${need.local}`;
    if (!missing.get(key) || !need.typeOnly) missing.set(key, need);
  }
  return [...missing.values()];
}

/** Whether two specifiers, written in the same file, name one module: relative ones count without their extension. */
export function isSameModule(a: string, b: string): boolean {
  return moduleOf(a) === moduleOf(b);
}

/** The name under which a file has an import already, if it can serve the need. */
function findLocal(imports: readonly ImportFact[], need: ImportNeed): string | undefined {
  return localsOf(imports, need)[0];
}

function localsOf(imports: readonly ImportFact[], need: ImportNeed): string[] {
  return imports
    .filter((fact) => isSameModule(fact.from, need.from) && (need.typeOnly || !fact.typeOnly))
    .flatMap((fact) => {
      if (need.name === "*") return fact.namespace === undefined ? [] : [fact.namespace];
      const names = fact.names.filter((each) => each.name === need.name && (need.typeOnly || !each.typeOnly));
      const asDefault = need.name === "default" && fact.defaultName !== undefined ? [fact.defaultName] : [];
      return [...names.map((each) => each.local), ...asDefault];
    });
}

function freeName(preferred: string, taken: ReadonlySet<string>): string {
  let name = preferred;
  for (let count = 2; taken.has(name); count++) name = `${preferred}${count}`;
  return name;
}

function identity(need: ImportNeed): string {
  return `${moduleOf(need.from)} ${need.name}`;
}

function moduleOf(specifier: string): string {
  if (!/^\.{1,2}(\/|$)/.test(specifier)) return specifier;
  return `./${posix.normalize(specifier).replace(/\.[cm]?[jt]sx?$/, "")}`;
}
