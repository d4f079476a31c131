import { spawnSync } from "node:child_process";
import { chmodSync, chownSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { makeFolder, readTree, writeTree } from "../src/write/tree.ts";
import { repository } from "../kit/temp-project.ts";
import { built } from "./built.ts";
import { envelopeOf, findPlainUser, runCli } from "./run-cli.ts";

const add = ["add", "demo.books", "--yes", "--json"];

// Every folder here has a space and an umlaut in its path.
describe("add", () => {
  test("writes a worker once; the same again has nothing to do", async () => {
    const cwd = makeFolder();
    const first = await runCli(add, { cwd });
    expect(first).toMatchObject({ code: 0, err: expect.not.stringContaining("Error") });
    expect(envelopeOf(first)).toMatchObject({ ok: true, command: "add", result: { nothingToDo: false } });
    const written = readTree(cwd);
    expect(Object.keys(written)).toEqual(
      expect.arrayContaining(["package.json", "src/index.ts", "syncs/demoBooks.plan.yaml"]),
    );
    expect(Object.keys(written).filter((path) => path.includes(".create-sync"))).toEqual([]);

    expect(envelopeOf(await runCli(add, { cwd }))).toMatchObject({ ok: true, result: { nothingToDo: true } });
    expect(readTree(cwd)).toEqual(written);
  });

  test("--dry-run writes nothing, and git makes of its diff what add would have written", async () => {
    const cwd = makeFolder();
    const dry = await runCli(["add", "demo.books", "--yes", "--dry-run"], { cwd });
    expect(dry.code).toBe(0);
    expect(readTree(cwd)).toEqual({});

    const git = spawnSync("git", ["apply", "--whitespace=nowarn", "-"], {
      cwd,
      input: dry.out,
      encoding: "utf8",
    });
    expect(git.stderr).toBe("");
    const wet = makeFolder();
    await runCli(add, { cwd: wet });
    const withoutModes = (root: string): object =>
      JSON.parse(JSON.stringify(readTree(root)).replaceAll(/"[67]\d\d /g, '"'));
    expect(withoutModes(cwd)).toEqual(withoutModes(wet));
  });

  test("in a folder it may not write to ends with exit 4, says so and leaves it as it is", async ({
    skip,
  }) => {
    const uid = await findPlainUser();
    if (uid === "none") skip("no user without rights can run the program here");
    const cwd = makeFolder();
    chmodSync(join(cwd, ".."), 0o755);
    chmodSync(cwd, 0o555);
    const ran = await runCli(add, { cwd, ...(typeof uid === "number" && { uid }) });
    chmodSync(cwd, 0o755);
    expect(ran.code).toBe(4);
    expect(envelopeOf(ran).error).toMatchObject({
      kind: "write/read-only",
      hint: expect.stringContaining("chmod"),
    });
    expect(readTree(cwd)).toEqual({});
  });

  test("does not replace a file that is write-protected", async ({ skip }) => {
    const uid = await findPlainUser();
    if (uid === "none") skip("no user without rights can run the program here");
    const cwd = makeFolder();
    expect((await runCli(add, { cwd })).code).toBe(0);
    const files = readdirSync(cwd, { recursive: true, encoding: "utf8" });
    if (typeof uid === "number")
      for (const path of ["", "..", ...files]) chownSync(join(cwd, path), uid, uid);
    chmodSync(join(cwd, "src/index.ts"), 0o444);
    const before = readTree(cwd);
    const ran = await runCli([...add, "--set", "name=others"], {
      cwd,
      ...(typeof uid === "number" && { uid }),
    });
    expect(envelopeOf(ran).error?.kind).toBe("write/read-only");
    expect(readTree(cwd)).toEqual(before);
  });

  test("killed between two of its writes is put right by the next command", async () => {
    const cwd = makeFolder();
    writeTree(cwd, { "README.md": "mine\n" });
    const before = readTree(cwd);
    const fault = ["--import", `${repository}test/src/write/fault.mjs`];
    // The first rename takes the lock, each after it puts one file in place.
    const env = { FAULT_AT: "5", FAULT_KIND: "SIGKILL", FAULT_CALLS: "renameSync" };
    expect(await runCli(add, { cwd, node: fault, env })).toMatchObject({ signal: "SIGKILL" });
    expect(readTree(cwd)).not.toEqual(before);

    const dry = await runCli([...add, "--dry-run"], { cwd });
    expect(dry.code).toBe(4);
    expect(envelopeOf(dry).error?.kind).toBe("write/interrupted");

    const inspect = await runCli(["inspect"], { cwd });
    expect(inspect.code).toBe(0);
    expect(inspect.err).toContain("An earlier run was killed while it wrote; put back as before:");
    expect(readTree(cwd)).toEqual(before);
    expect((await runCli(add, { cwd })).code).toBe(0);
  });
});

test("Ctrl-C ends a run with 130, as a shell counts, and writes nothing", () => {
  const cwd = makeFolder();
  // It waits for a plan on standard input, which the sleep keeps open.
  const script = `set -m; sleep 30 | "$0" "$1" add - & sleep 2; kill -INT -- -$!; wait $!; echo "$?"`;
  const { stdout } = spawnSync("bash", ["-c", script, process.execPath, built("src/bin.js")], {
    cwd,
    encoding: "utf8",
  });
  expect(stdout).toBe("130\n");
  expect(readTree(cwd)).toEqual({});
});
