import { join } from "node:path";
import { openProgram, type SourceText } from "../../src/validate/code/program.ts";
import { findFaults } from "../../src/validate/find.ts";
import { readTree } from "../kit/temp-project.ts";
import { simulatedWorker } from "../kit/simulated.ts";
import { listCases } from "../matrix/cases.ts";
import { mutants } from "../mutants/mutants.ts";

/** What rules say of each mutant of the simulator, beyond what they say of the code it was made from. */
export async function trySimulated(): Promise<{ name: string; found: string[] }[]> {
  const cases = await listCases();
  const bases = new Map<string, SourceText[]>();
  for (const { of } of mutants) {
    const wanted = cases.find(({ name }) => name === of)?.wanted;
    if (!wanted || bases.has(of)) continue;
    const { root, remove } = await simulatedWorker([wanted]);
    const tree = await readTree(join(root, "src"));
    bases.set(
      of,
      [...tree].map(([path, text]) => ({ path: `src/${path}`, text })),
    );
    await remove();
  }
  return mutants.map(({ name, of, file = "src/index.ts", find, replace }) => {
    const base = bases.get(of) ?? [];
    const broken = base.map(({ path, text }) => ({
      path,
      text: path === file ? text.replace(find, replace) : text,
    }));
    const known = rulesOf(base);
    return { name, found: rulesOf(broken).filter((rule) => !known.includes(rule)) };
  });
}

function rulesOf(files: readonly SourceText[]): string[] {
  const found = findFaults(openProgram(files)).filter(({ finding }) => finding.severity !== "info");
  return [...new Set(found.map(({ finding }) => finding.rule))];
}
