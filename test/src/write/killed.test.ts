import { spawnSync } from "node:child_process";
import { cpSync, lstatSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { beforeAll, expect, test } from "vitest";
import type { Change, FileChange } from "../../../src/write/changes.ts";
import { recover } from "../../../src/write/recover.ts";
import { built } from "../../cli/built.ts";
import { makeFolder, readTree, writeTree } from "./tree.ts";

const helpers = { path: "src/sync-helpers.ts", before: "export {};\n", after: "export const a = 1;\n" };
const changes: FileChange[] = [
  { path: "syncs/new/books.plan.yaml", before: undefined, after: "plan: 1\n", mode: 0o600 },
  { path: ".env", before: "A=1\n", after: "A=1\nB=\n" },
  { path: "linked/inside.md", before: "old\n", after: "new\n" },
  helpers,
  { path: "src/index.ts", before: "// 1\r\n// ö\r\n", after: "// 1\r\n// 2 ö\r\n" },
];
const newProject: FileChange[] = [
  { path: "package.json", before: undefined, after: "{}\n" },
  { path: "src/index.ts", before: undefined, after: "export {};\n" },
];
// More than any of the writes below takes; the loops stop at the first run that no fault reached.
const mostSteps = 200;
// A real kill is a process of its own: one step in so many has it, and with npm run matrix every step.
const oneIn = Number(process.env["MATRIX_SHARE"] ?? 8);
let realKills = 0;

let project: string;
let killedAtEveryStep: string[];

beforeAll(async () => {
  project = oldProject();
  killedAtEveryStep = await faultEveryStep("SIGKILL", project, changes);
});

test("a run killed at any step leaves the old files or the new ones", () => {
  expect(new Set(killedAtEveryStep)).toEqual(new Set(["old", "new"]));
  expect(killedAtEveryStep.length).toBeGreaterThan(30);
});

test("a run killed while it makes a new project leaves no project or all of it", async () => {
  const root = join(makeFolder(), "a", "b");
  const outcomes = await faultEveryStep("SIGKILL", root, newProject);
  expect(new Set(outcomes)).toEqual(new Set(["old", "new"]));
});

test("a system call that fails at any step puts the old files back at once, or comes after the last", async () => {
  const outcomes = await faultEveryStep("ENOSPC", project, changes);
  expect(new Set(outcomes)).toEqual(new Set(["old", "new"]));
});

test.each(["SIGKILL", "ENOSPC"] as const)(
  "where links and files come, change and go, %s at any step leaves all of the old or all of the new",
  async (kind) => {
    const root = makeFolder();
    writeTree(root, {
      "real/inside.md": "old\n",
      "text-link": "../real",
      "gone/deep/only.md": "1\n",
      "kept/too.md": "2\n",
      // A folder that the system keeps from being removed stays behind, empty; only a kill is made up for.
      ...(kind === "ENOSPC" && { "gone/deep/too.md": "3\n" }),
    });
    for (const name of ["old-link", "moved-link"]) symlinkSync("real", join(root, name));
    const outcomes = await faultEveryStep(kind, root, [
      { path: "new/link", before: undefined, after: "../real", link: "after" },
      { path: "text-link", before: "../real", after: "real", link: "after" },
      { path: "moved-link", before: "real", after: "kept", link: "both" },
      { path: "old-link", before: "real", after: undefined, link: "before" },
      { path: "real/inside.md", before: "old\n", after: "new\n" },
      { path: "gone/deep/only.md", before: "1\n", after: undefined },
    ]);
    expect(new Set(outcomes)).toEqual(new Set(["old", "new"]));
    expect(outcomes.length).toBeGreaterThan(30);
  },
);

test("a recovery killed at any step is finished by the next", async () => {
  const killed = killedBeforeLastFile();
  const steps = runEveryStep("SIGKILL", killed);
  expect(steps.length).toBeGreaterThan(10);
  for (const [index, { root }] of steps.entries()) {
    await recover(root);
    expect(readTree(root), `killed at step ${index + 1}`).toEqual(readTree(project));
  }
});

test("a file edited after the kill is left as it is and named, and the rest is put back", async () => {
  const killed = killedBeforeLastFile();
  writeFileSync(join(killed, helpers.path), "my own edit\n");

  await expect(recover(killed)).rejects.toMatchObject({
    code: "write/edited-since",
    args: { path: helpers.path },
  });
  const { [".create-sync"]: journal, ...after } = readTree(killed);
  expect(journal).toBe("folder");
  expect(after[helpers.path]).toBe("644 my own edit\n");
  expect(after[".env"]).toBe("600 A=1\n");
  expect(after["syncs"]).toBeUndefined();

  writeFileSync(join(killed, helpers.path), helpers.before);
  await recover(killed);
  expect(readTree(killed)).toEqual(readTree(project));
});

type Kind = "SIGKILL" | "ENOSPC";
type Step = { root: string; isFaulted: boolean; ok: boolean; code?: string };

/** Runs the write once for every step it has, with a fault at that step, and says how each run ended. */
async function faultEveryStep(kind: Kind, original: string, wanted: Change[]): Promise<string[]> {
  const clean = copyOf(original);
  expect(run(kind, 0, clean, wanted).stdout).toContain('"ok":true');
  const states = { old: readTree(original), new: readTree(clean) };
  const outcomes: string[] = [];
  for (const [index, { root, ok, code }] of runEveryStep(kind, original, wanted).entries()) {
    if (kind === "ENOSPC") expect(ok || code === "write/disk-full").toBe(true);
    if (kind === "SIGKILL" || ok) await recover(root);
    outcomes.push(judge(readTree(root), states) ?? `a mixture: ${kind} at step ${index + 1}`);
  }
  return outcomes;
}

/**
 * One child takes all the steps; the one that no fault reaches is the last. A kill is played by refusing it every
 * change from there on, and the folder that leaves is compared with what real kills leave.
 */
function runEveryStep(kind: Kind, original: string, wanted?: Change[]): readonly Step[] {
  const args = [original, makeFolder(), String(mostSteps), ...(wanted ? [JSON.stringify(wanted)] : [])];
  const { stdout } = start("steps.mjs", { kind: kind === "SIGKILL" ? "STOPPED" : kind }, args);
  const { pid, steps } = JSON.parse(stdout) as { pid: number; steps: Step[] };
  expect(steps.at(-1)).toMatchObject({ isFaulted: false, ok: true });
  const turn = realKills++ % oneIn;
  for (const [index, { root }] of kind === "SIGKILL" ? steps.entries() : []) {
    if (index % oneIn !== turn) continue;
    const killed = copyOf(original);
    const child = run(kind, index + 1, killed, wanted);
    expect(child.signal, `step ${index + 1}`).toBe(index + 1 === steps.length ? null : "SIGKILL");
    expect(treeOf(killed, child.pid), `killed at step ${index + 1}`).toBe(treeOf(root, pid));
    rmSync(dirname(killed), { recursive: true, force: true });
  }
  return steps;
}

/** A tree as text, without the number of the process that left it. */
const treeOf = (root: string, pid: number): string =>
  JSON.stringify(readTree(root)).replaceAll(String(pid), "<pid>");

function judge(seen: object, states: Record<string, object>): string | undefined {
  return Object.keys(states).find((name) => isDeepStrictEqual(seen, states[name]));
}

/** A copy of the project in which every file but the last has taken its place. */
function killedBeforeLastFile(): string {
  const killed = copyOf(project);
  run("SIGKILL", killedAtEveryStep.lastIndexOf("old") + 1, killed, changes);
  expect(readTree(killed)[helpers.path]).toBe(`644 ${helpers.after}`);
  return killed;
}

function run(kind: string, step: number, root: string, wanted?: Change[]) {
  return start("child.mjs", { kind, step }, [root, ...(wanted ? [JSON.stringify(wanted)] : [])]);
}

function start(child: string, { kind, step = 0 }: { kind: string; step?: number }, args: readonly string[]) {
  const modules = dirname(built("src/write/write.js"));
  const fault = join(import.meta.dirname, "fault.mjs");
  return spawnSync(
    process.execPath,
    ["--import", fault, join(import.meta.dirname, child), modules, ...args],
    {
      encoding: "utf8",
      env: { ...process.env, FAULT_AT: String(step), FAULT_KIND: kind },
    },
  );
}

function oldProject(): string {
  const root = makeFolder();
  writeTree(root, {
    [helpers.path]: helpers.before,
    "src/index.ts": "// 1\r\n// ö\r\n",
    "real/inside.md": "old\n",
  });
  writeTree(root, { ".env": "A=1\n" }, 0o600);
  symlinkSync("real", join(root, "linked"));
  return root;
}

function copyOf(original: string): string {
  const root = join(makeFolder(), "copy", "ö");
  if (lstatSync(original, { throwIfNoEntry: false })) {
    cpSync(original, root, { recursive: true, verbatimSymlinks: true });
  }
  return root;
}
