import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { linkPackages, readTree, tempProject, type TempProject } from "../kit/temp-project.ts";
import { envelopeOf, runCli, type Ran } from "./run-cli.ts";

const secret = "live-secret-4711";
let worker: TempProject;
const doctor = (...args: string[]): Promise<Ran> => runCli(["doctor", ...args], { cwd: worker.root });

beforeAll(async () => {
  worker = await tempProject();
  expect((await runCli(["add", "demo.books", "--json"], { cwd: worker.root })).code).toBe(0);
  await linkPackages(worker.root);
  writeFileSync(join(worker.root, ".env"), `DEMO_TOKEN=${secret}\n`);
});
afterAll(() => worker?.remove());

describe("doctor", () => {
  test("finds nothing to mend in a fresh worker, and changes nothing", async () => {
    const before = await readTree(worker.root);
    const ran = await doctor();
    expect(ran.out).toContain("Nothing to mend.");
    expect(ran.out).toMatch(/▲ ntn 0\.4\.0 \(of this project\) has no .*`workers sync status`/);
    expect(ran.out).toContain("✔ The plan fits the code");
    expect([ran.code, ran.err]).toEqual([0, ""]);
    expect(await readTree(worker.root)).toEqual(before);
  });

  test("costs little more than looking at the project at all", async () => {
    const [looked, ran] = [await runCli(["inspect"], { cwd: worker.root }), await doctor()];
    // Compiling its settings and asking ntn come on top; both run beside it.
    expect(ran.ms).toBeLessThan(looked.ms * 4 + 1_000);
  });

  test("names what is broken with its mend, exit 5, and shows no secret", async () => {
    const file = join(worker.root, "src/index.ts");
    const code = readFileSync(file, "utf8");
    writeFileSync(file, code.replace("export default worker;", ""));
    writeFileSync(join(worker.root, ".env"), `export DEMO_TOKEN=${secret}\n`);
    writeFileSync(join(worker.root, ".gitignore"), "node_modules/\n");
    const { code: exit, out } = await doctor("--json");
    const { ok, result } = envelopeOf({ code: exit, out } as Ran);
    expect([exit, ok]).toEqual([5, false]);
    const { checks, problems } = result as {
      checks: { check: string; status: string; fix?: string }[];
      problems: number;
    };
    const broken = checks.filter(({ status }) => status === "problem");
    expect(broken.map(({ check }) => check)).toEqual(["worker-file", "env-lines", "env-ignored"]);
    expect(broken.every(({ fix }) => fix !== undefined)).toBe(true);
    expect(problems).toBe(3);
    expect(out).not.toContain(secret);
    const text = await doctor();
    expect(text.out).toMatch(/^3 problems:\n {2}✖ src\/index\.ts has no default export/);
    expect(text.out).not.toContain(secret);
  });

  test("works where there is no worker", async () => {
    const { root, remove } = await tempProject({ "notes.txt": "" });
    const ran = await runCli(["doctor"], { cwd: root });
    await remove();
    expect(ran.code).toBe(0);
    expect(ran.out).toMatch(/^There is no worker in this folder/);
    expect(ran.err).toContain("create-sync");
  });
});
