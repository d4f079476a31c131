import { beforeAll, describe, expect, test } from "vitest";
import { makeFolder, readTree } from "../src/write/tree.ts";
import { envelopeOf, type Ran, runCli, type RunOptions } from "./run-cli.ts";

let cwd: string;
let baseline: Ran;

beforeAll(async () => {
  cwd = makeFolder();
  baseline = await runCli(["inspect"], { cwd });
});

const ways: [string, RunOptions][] = [
  ["nothing on standard input", {}],
  ["a standard input that stays open and silent", { stdin: "open" }],
  ["answers piped in", { stdin: "\n\ny\ny\n" }],
  ["CI=1", { stdin: "open", env: { CI: "1" } }],
];

describe.each(ways)("without a terminal, with %s,", (_, options) => {
  test("the wizard asks nothing, writes nothing and ends with exit 3", async () => {
    const ran = await runCli([], { ...options, cwd });
    expect(ran).toMatchObject({ code: 3, signal: null, out: "" });
    expect(ran.err).toContain("--no-input or --json is set");
    expect(ran.err).toContain("create-sync add <source> --yes");
    // Twice a run that reads a whole project, and the second it has anyway.
    expect(ran.ms).toBeLessThan(2 * baseline.ms + 1_000);
    expect(readTree(cwd)).toEqual({});
  });

  test.each([["--yes"], ["--no-input"], ["--json"]])("%s changes nothing about it", async (flag) => {
    const ran = await runCli([flag, "new-worker"], { ...options, cwd });
    expect(ran).toMatchObject({ code: 3, signal: null });
    expect(readTree(cwd)).toEqual({});
    if (flag !== "--json") return;
    expect(ran.err).toBe("");
    expect(envelopeOf(ran)).toMatchObject({
      ok: false,
      command: "wizard",
      error: { kind: "ask/no-terminal" },
    });
  });

  test("a command that needs no answer does not wait for one", async () => {
    expect(await runCli(["plan", "template", "demo.books"], { ...options, cwd })).toMatchObject({
      code: 0,
      signal: null,
    });
  });
});

describe("a plan on standard input", () => {
  test("is read where - stands", async () => {
    const { out: plan } = await runCli(["plan", "template", "demo.books"]);
    expect(await runCli(["plan", "check", "-"], { stdin: plan })).toMatchObject({ code: 0 });
  });

  test.each([
    ["nothing", "", "usage/stdin-empty"],
    ["more than a plan can be", "x".repeat(1_000_001), "usage/stdin-too-big"],
  ])("that is %s is exit 2", async (_, stdin, kind) => {
    const ran = await runCli(["plan", "check", "-", "--json"], { stdin });
    expect(ran.code).toBe(2);
    expect(envelopeOf(ran).error?.kind).toBe(kind);
  });
});
