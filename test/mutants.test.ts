import { execFile } from "node:child_process";
import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeEnvironment } from "../src/simulate/simulate-environment.ts";
import { simulatedWorker, type SimulatedWorker } from "./kit/simulated.ts";
import { linkPackages, repository, tempProject, type TempProject } from "./kit/temp-project.ts";
import { listCases } from "./matrix/cases.ts";
import { mutants, type Mutant } from "./mutants/mutants.ts";
import type { Job, Played } from "./mutants/player.ts";

// A suite that cannot fail proves nothing: each of these mistakes must be found, by the scenario that is about it.

const run = promisify(execFile);
const bases = new Map<string, SimulatedWorker>();
const unchanged: string[] = [];
let all: TempProject;
let complaints = "";
let played = new Map<string, Played>();

beforeAll(async () => {
  all = await tempProject({ "package.json": '{ "type": "module" }' });
  await linkPackages(all.root);
  const cases = await listCases();
  for (const of of new Set(mutants.map((mutant) => mutant.of))) {
    const wanted = cases.find(({ name }) => name === of)?.wanted;
    if (!wanted) throw new Error(`no case ${of}`);
    bases.set(of, await simulatedWorker([wanted]));
  }
  const jobs: Job[] = [];
  for (const [index, mutant] of mutants.entries()) jobs.push(await breakWorker(mutant, `m${index}`));
  [complaints, played] = await Promise.all([typeCheck(), playAll(jobs)]);
}, 300_000);

afterAll(() => Promise.all([all, ...bases.values()].map((project) => project?.remove())));

/** A copy of the generated worker with the mistake in it. */
async function breakWorker(mutant: Mutant, folder: string): Promise<Job> {
  const base = bases.get(mutant.of);
  const complete = base?.plans[0];
  if (!base || !complete) throw new Error(`no base ${mutant.of}`);
  const root = join(all.root, folder);
  await mkdir(root);
  for (const part of ["src", "package.json"])
    await cp(join(base.root, part), join(root, part), { recursive: true });
  const file = join(root, mutant.file ?? "src/index.ts");
  const before = await readFile(file, "utf8");
  const after = before.replace(mutant.find, mutant.replace);
  if (after === before) unchanged.push(mutant.name);
  await writeFile(file, after);
  return {
    name: mutant.name,
    root,
    plan: complete.complete.plan,
    sample: complete.entry?.sample,
    scenario: mutant.killedBy,
    platform: mutant.platform ?? "spoils",
    seed: mutant.seed ?? 1,
  };
}

/** What a person would have been told at once is no mistake to be found by a simulation. */
async function typeCheck(): Promise<string> {
  const compilerOptions = {
    ...{ target: "ES2022", lib: ["ES2022", "DOM"], types: ["node"] },
    ...{ module: "NodeNext", strict: true, skipLibCheck: true, noEmit: true },
  };
  await writeFile(
    join(all.root, "tsconfig.json"),
    JSON.stringify({ compilerOptions, include: mutants.map((_, index) => `m${index}`) }),
  );
  const tsc = join(repository, "node_modules", "typescript-7", "bin", "tsc");
  const { stdout } = await run(process.execPath, [tsc, "-p", "."], { cwd: all.root }).catch(
    (error: { stdout: string }) => error,
  );
  return stdout;
}

async function playAll(jobs: readonly Job[]): Promise<Map<string, Played>> {
  const file = join(all.root, "jobs.json");
  await writeFile(file, JSON.stringify(jobs));
  const plans = jobs.map(({ plan }) => plan);
  const env = { ...(await makeEnvironment(all.root, plans)), PATH: process.env["PATH"] };
  const player = join(repository, "test", "mutants", "player.ts");
  const { stdout } = await run(process.execPath, ["--import", "tsx", player, file], {
    ...{ cwd: repository, env, maxBuffer: 16 * 1024 * 1024 },
  });
  return new Map((JSON.parse(stdout) as Played[]).map((one) => [one.name, one]));
}

describe("mutants of generated code", () => {
  it("are many, each has a name of its own, and all are code that compiles", () => {
    expect(mutants.length).toBeGreaterThanOrEqual(25);
    expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length);
    expect(unchanged, "the mistake is in the code").toEqual([]);
    expect(complaints).toBe("");
  });

  it.each(mutants)("$name ($of): $killedBy tells", ({ name, kinds }) => {
    const one = played.get(name);
    const told = one && "kinds" in one ? one.kinds : [];
    const said = one && "fault" in one ? one.fault : told.join(", ");
    expect(told.filter((kind) => kinds.includes(kind)).length, `told: ${said || "nothing"}`).toBeGreaterThan(
      0,
    );
  });
});
