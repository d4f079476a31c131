import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findingsOf, simulatedWorker, simulateWorker, type SimulatedWorker } from "./kit/simulated.ts";
import { linkPackages, tempProject } from "./kit/temp-project.ts";
import { listCases } from "./matrix/cases.ts";
import { mutants, type Mutant } from "./mutants/mutants.ts";

// A suite that cannot fail proves nothing: each of these mistakes must be found, by the scenario that is about it.

const atOnce = 2;
const bases = new Map<string, SimulatedWorker>();
const killed = new Map<string, { isChanged: boolean; kinds: string[] }>();

beforeAll(async () => {
  const cases = await listCases();
  for (const of of new Set(mutants.map((mutant) => mutant.of))) {
    const wanted = cases.find(({ name }) => name === of)?.wanted;
    if (!wanted) throw new Error(`no case ${of}`);
    bases.set(of, await simulatedWorker([wanted]));
  }
  const queue = mutants.values();
  const work = async (): Promise<void> => {
    for (const mutant of queue) killed.set(mutant.name, await play(mutant));
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}, 300_000);

afterAll(async () => {
  for (const worker of bases.values()) await worker.remove();
});

/** Plays the one scenario against a copy of the generated worker with the mistake in it. */
async function play(mutant: Mutant): Promise<{ isChanged: boolean; kinds: string[] }> {
  const base = bases.get(mutant.of);
  if (!base) throw new Error(`no base ${mutant.of}`);
  const copy = await tempProject();
  try {
    await cp(base.root, copy.root, { recursive: true, filter: (path) => !path.endsWith("node_modules") });
    await linkPackages(copy.root);
    const file = join(copy.root, mutant.file ?? "src/index.ts");
    const before = await readFile(file, "utf8");
    const after = before.replace(mutant.find, mutant.replace);
    await writeFile(file, after);
    const platform = mutant.platform ?? "spoils";
    const outcomes = await simulateWorker(
      { ...copy, plans: base.plans },
      { names: [mutant.killedBy], platform },
    );
    return { isChanged: after !== before, kinds: findingsOf(outcomes).map(({ kind }) => kind) };
  } finally {
    await copy.remove();
  }
}

describe("mutants of generated code", () => {
  it("are many, and each has a name of its own", () => {
    expect(mutants.length).toBeGreaterThanOrEqual(25);
    expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length);
  });

  it.each(mutants)("$name ($of): $killedBy tells", ({ name, kinds }) => {
    const { isChanged, kinds: told } = killed.get(name) ?? { isChanged: false, kinds: [] };
    expect(isChanged, "the mistake is in the code").toBe(true);
    expect(
      told.filter((kind) => kinds.includes(kind)).length,
      `told: ${told.join(", ") || "nothing"}`,
    ).toBeGreaterThan(0);
  });
});
