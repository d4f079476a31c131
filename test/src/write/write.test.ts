import { createHash } from "node:crypto";
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import type { Problem } from "../../../src/problems/problem.ts";
import { isInterrupted, recover } from "../../../src/write/recover.ts";
import { writeChanges } from "../../../src/write/write.ts";
import { makeFolder, readTree, writeTree } from "./tree.ts";

let root: string;

beforeEach(() => {
  root = makeFolder();
  writeTree(root, { "src/index.ts": "old\r\n", "package.json": "{}\n" });
});

const change = { path: "src/index.ts", before: "old\r\n", after: "\ufeffnew\r\n" };

test("writes every change and names the paths it wrote", async () => {
  const plan = { path: "syncs/a.plan.yaml", before: undefined, after: "plan: 1\n" };
  expect(await writeChanges(root, [plan, change])).toEqual(["syncs/a.plan.yaml", "src/index.ts"]);
  expect(readTree(root)).toEqual({
    "package.json": "644 {}\n",
    src: "folder",
    "src/index.ts": "644 \ufeffnew\r\n",
    syncs: "folder",
    "syncs/a.plan.yaml": "644 plan: 1\n",
  });
});

test("changes that change nothing leave even the time of the file alone", async () => {
  utimesSync(join(root, "src/index.ts"), 1_000, 1_000);
  expect(await writeChanges(root, [{ ...change, after: change.before }])).toEqual([]);
  expect(statSync(join(root, "src/index.ts")).mtimeMs).toBe(1_000_000);
});

test("keeps the permissions of a file it replaces and gives a new file the ones asked for", async () => {
  chmodSync(join(root, "src/index.ts"), 0o755);
  await writeChanges(root, [{ path: ".env", before: undefined, after: "A=\n", mode: 0o600 }, change]);
  expect(readTree(root)[".env"]).toBe("600 A=\n");
  expect(readTree(root)["src/index.ts"]).toBe("755 \ufeffnew\r\n");
});

test("makes the folder of a new project, and leaves none behind when it cannot write there", async () => {
  const made = join(root, "a", "b");
  await writeChanges(made, [{ path: "x.md", before: undefined, after: "x" }]);
  expect(readTree(made)).toEqual({ "x.md": "644 x" });

  const refused = join(root, "c", "d");
  await expect(writeChanges(refused, [{ path: "../x.md", before: undefined, after: "x" }])).rejects.toThrow(
    "Invalid path",
  );
  expect(readTree(root)).not.toHaveProperty("c");
});

test("a file behind a link inside the project is written and the link stays", async () => {
  symlinkSync("src", join(root, "linked"));
  await writeChanges(root, [{ ...change, path: "linked/index.ts" }]);
  expect(readTree(root)).toMatchObject({ linked: "link to src", "src/index.ts": "644 \ufeffnew\r\n" });
});

describe("refuses with the folder as it was", () => {
  const other = { path: "new.md", before: undefined, after: "x" };

  test.each([
    ["a file that changed meanwhile", { ...change, before: "something else" }, { how: "changed" }],
    ["a file that appeared meanwhile", { ...change, before: undefined }, { how: "appeared" }],
    ["a file that vanished meanwhile", { ...change, path: "src/gone.ts" }, { how: "vanished" }],
  ])("%s", async (_, refused, args) => {
    const problem = await problemOf([other, refused]);
    expect(problem).toMatchObject({ code: "write/changed", exit: 4, args });
  });

  test("a file that is not UTF-8", async () => {
    writeFileSync(join(root, "src/index.ts"), Buffer.from([0x66, 0xff, 0x67]));
    const before = readFileSync(join(root, "src/index.ts"), "utf8");
    expect((await problemOf([other, { ...change, before }])).code).toBe("write/not-utf8");
  });

  test("a folder where the file should be", async () => {
    mkdirSync(join(root, "taken.ts"));
    expect((await problemOf([other, { ...change, path: "taken.ts" }])).code).toBe("write/not-a-file");
  });

  test("a file where a folder should be", async () => {
    expect((await problemOf([other, { ...other, path: "package.json/x.md" }])).code).toBe("write/not-a-file");
  });

  async function problemOf(changes: Parameters<typeof writeChanges>[1]): Promise<Problem> {
    const before = readTree(root);
    const problem = await writeChanges(root, changes).catch((error: Problem) => error);
    expect(readTree(root)).toEqual(before);
    return problem as Problem;
  }
});

describe("the lock", () => {
  test("of a living process keeps another run out, and out of recovering", async () => {
    // The parent of this test process is alive for as long as the test runs.
    leaveLock({ pid: process.ppid });
    await expect(writeChanges(root, [change])).rejects.toMatchObject({ code: "write/busy", exit: 4 });
    await expect(recover(root)).rejects.toMatchObject({ code: "write/busy" });
    expect(readFileSync(join(root, "src/index.ts"), "utf8")).toBe("old\r\n");
  });

  test("of a living process that is ten minutes old is somebody else's number by now", async () => {
    leaveLock({ pid: process.ppid });
    const longAgo = Date.now() / 1_000 - 11 * 60;
    utimesSync(join(root, ".create-sync/journal.json"), longAgo, longAgo);
    expect(await writeChanges(root, [change])).toEqual(["src/index.ts"]);
  });

  test("of another machine on the same disk is respected", async () => {
    leaveLock({ host: `not-${hostname()}` });
    await expect(writeChanges(root, [change])).rejects.toMatchObject({ code: "write/busy" });
  });

  test("of a dead process is taken over", async () => {
    leaveLock({});
    expect(isInterrupted(root)).toBe(true);
    expect(await writeChanges(root, [change])).toEqual(["src/index.ts"]);
    expect(isInterrupted(root)).toBe(false);
  });

  test.each([
    ["is no JSON", "{"],
    ["names no files", JSON.stringify({ v: 1, pid: 1, host: "x" })],
    ["has a path that is no text", lockText({ files: [{ path: 1, after: "x" }] })],
    ["is of a version to come", lockText({ v: 2 })],
    ["is a megabyte of nothing", lockText({ host: "x".repeat(1_000_001) })],
  ])("whose journal %s is refused, not believed", async (_, text) => {
    leaveLock({}, text);
    await expect(recover(root)).rejects.toMatchObject({ code: "write/bad-journal", exit: 4 });
  });

  test("whose journal points out of the project touches nothing there", async () => {
    writeFileSync(join(root, "../precious"), "precious");
    const after = createHash("sha256").update("precious").digest("hex");
    leaveLock({ files: [{ path: "../precious", after }], folders: [".."] });
    writeFileSync(join(root, ".create-sync/staged"), "");
    await expect(recover(root)).rejects.toMatchObject({ code: "write/outside" });
    expect(readFileSync(join(root, "../precious"), "utf8")).toBe("precious");
  });
});

test("recovering where nothing happened does nothing, also where there is no folder", async () => {
  const before = readTree(root);
  expect(await recover(root)).toEqual([]);
  expect(readTree(root)).toEqual(before);
  expect(await recover(join(root, "nowhere"))).toEqual([]);
});

test("a draft that a killed run never turned into a lock is removed", async () => {
  const dead = `.create-sync-${deadPid}`;
  mkdirSync(join(root, dead));
  await recover(root);
  expect(readdirSync(root)).not.toContain(dead);
});

test("what a killed run staged is no obstacle when its journal was deleted by hand", async () => {
  writeFileSync(join(root, "src/.create-sync-0.new"), "half");
  await writeChanges(root, [change]);
  expect(Object.keys(readTree(root))).toEqual(["package.json", "src", "src/index.ts"]);
});

test("a write-protected file is not replaced", async ({ skip }) => {
  if (process.getuid?.() === 0) skip("root may write everywhere; the spawn tests do this as another user");
  chmodSync(join(root, "src/index.ts"), 0o444);
  await expect(writeChanges(root, [change])).rejects.toMatchObject({ code: "write/read-only" });
  rmSync(root, { recursive: true });
});

// Above every limit on process numbers, so nobody has it.
const deadPid = 2 ** 30;

function lockText(journal: object): string {
  return JSON.stringify({
    v: 1,
    pid: deadPid,
    host: hostname(),
    files: [],
    folders: [],
    rootLevels: 0,
    ...journal,
  });
}

function leaveLock(journal: object, text = lockText(journal)): void {
  mkdirSync(join(root, ".create-sync"));
  writeFileSync(join(root, ".create-sync/journal.json"), text);
}
