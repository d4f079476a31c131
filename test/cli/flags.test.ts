import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { makeFolder, readTree } from "../src/write/tree.ts";
import { repository } from "../kit/temp-project.ts";
import { envelopeOf, runCli } from "./run-cli.ts";

const { version } = JSON.parse(readFileSync(`${repository}package.json`, "utf8")) as { version: string };

describe("--help and --version", () => {
  test("--version prints the version of the package and nothing else", async () => {
    expect(await runCli(["--version"])).toMatchObject({ code: 0, out: `${version}\n`, err: "" });
    expect(await runCli(["inspect", "--version"])).toMatchObject({ code: 0, out: `${version}\n` });
  });

  test("--help names every command and shows examples, on stdout", async () => {
    const { code, out, err } = await runCli(["--help"]);
    expect([code, err]).toEqual([0, ""]);
    for (const command of ["add", "plan", "sources", "inspect", "doctor", "run", "simulate", "serve", "demo"])
      expect(out).toMatch(new RegExp(`^  ${command}\\b`, "m"));
    expect(out).toContain("Examples:");
  });

  test.each([
    [["add", "--help"], "--param <name=value>"],
    [["help", "add"], "--param <name=value>"],
    [["plan", "explain", "--help"], "--rows <n>"],
    [["sources", "show", "-h"], "create-sync sources show demo.books"],
    [["run", "--help", "--yes"], "--state <json>"],
  ])("%j explains the command and the flags that work everywhere", async (args, text) => {
    const { code, out } = await runCli(args);
    expect(code).toBe(0);
    expect(out).toContain(text);
    expect(out).toContain("Examples:");
    expect(out).toContain("--dry-run");
  });

  test("both are one object with --json", async () => {
    expect(envelopeOf(await runCli(["--version", "--json"]))).toEqual({
      ok: true,
      command: "create-sync",
      version,
      result: { text: version },
      next: [],
    });
    expect(envelopeOf(await runCli(["add", "--help", "--json"]))).toMatchObject({ ok: true, command: "add" });
  });
});

describe("a command line that is not understood is exit 2 and says what was meant", () => {
  test.each([
    [["inspct"], 'Unknown command "inspct"', "create-sync inspect"],
    [["ad", "demo.books"], 'Unknown command "ad"', "create-sync add"],
    [["no", "such", "thing"], 'Unknown command "no"', "--help"],
    [["--param", "a=b", "add", "x"], 'Expected the command "add" before', "create-sync add"],
    [["plan"], "template, check, explain, schema", "create-sync plan --help"],
    [["plan", "chek", "x"], 'Unknown word "chek"', "create-sync plan check"],
    [["--yess"], 'Unknown option "--yess"', "--yes"],
    [["inspect", "--jsno"], 'Unknown option "--jsno"', "--json"],
    [["inspect", "--it's"], `Unknown option "--it's"`, "--help"],
    [["add"], "Missing <source>", "create-sync add --help"],
    [["run", "a", "b"], "Too many arguments", "quote"],
    [["add", "x", "--set"], "Expected a value after --set <path=value>", "--set"],
    [["inspect", "--param", "a=b"], 'Unknown option "--param"', "--help"],
    [["inspect", "--cwd", "nowhere"], '"nowhere" is not one', "folder"],
    [["inspect", "--cwd", ""], "is not one", "folder"],
  ])("%j", async (args, message, fix) => {
    const people = await runCli(args);
    expect(people).toMatchObject({ code: 2, out: "" });
    expect(people.err).toContain(message);
    expect(people.err.slice(people.err.indexOf("→"))).toContain(fix);

    const machines = await runCli([...args, ...(args.at(-1) === "--set" ? [] : ["--json"])]);
    if (machines.err) return;
    expect(machines.code).toBe(2);
    expect(envelopeOf(machines)).toMatchObject({
      ok: false,
      version,
      next: [],
      error: { kind: expect.stringMatching(/^usage\//) },
    });
  });

  test("a folder that is named like a command is still a folder", async () => {
    const { code, err } = await runCli(["./inspct"], { cwd: makeFolder() });
    expect(code).toBe(3);
    expect(err).not.toContain("Unknown command");
  });
});

test("flags that work everywhere work before and after the command", async () => {
  const cwd = makeFolder();
  for (const args of [
    ["--cwd", cwd, "--json", "inspect"],
    ["inspect", "--json", "--cwd", cwd],
    ["--json", "inspect", "--cwd", cwd],
  ]) {
    const ran = await runCli(args);
    expect(envelopeOf(ran)).toMatchObject({ ok: true, command: "inspect" });
    expect(ran).toMatchObject({ code: 0, err: "" });
  }
});

test("a command with two words is named with both", async () => {
  expect(envelopeOf(await runCli(["sources", "show", "demo.books", "--json"]))).toMatchObject({
    ok: true,
    command: "sources show",
  });
  expect(envelopeOf(await runCli(["plan", "schema", "--json"]))).toMatchObject({
    ok: true,
    command: "plan schema",
  });
});

test("a hostile word cannot move the cursor of the terminal it is shown on", async () => {
  const { code, err } = await runCli(["inspect", "--\u001b[2J\u202eevil\r"]);
  expect(code).toBe(2);
  expect(err).not.toMatch(/\u001b\[2J|\u202e|\r/);
});

test("colours are not for pipes", async () => {
  const { err } = await runCli(["inspct"], { env: { FORCE_COLOR: "1" } });
  expect(err).toContain("✖");
  expect(err).not.toContain("\u001b[");
});

test("a reader who has read enough does not make it fail", async () => {
  const { spawnSync } = await import("node:child_process");
  const { built } = await import("./built.ts");
  const script = `"$0" "$1" plan schema | head -c 1; echo "\${PIPESTATUS[0]}"`;
  const { stdout, stderr } = spawnSync("bash", ["-c", script, process.execPath, built("src/bin.js")], {
    encoding: "utf8",
  });
  expect(stdout).toBe("{0\n");
  expect(stderr).not.toContain("EPIPE");
});

test("reading commands leave a folder as it is, to the byte", async () => {
  const cwd = makeFolder();
  for (const args of [
    ["inspect"],
    ["sources"],
    ["plan", "template", "demo.books"],
    ["sources", "show", "demo.books"],
  ]) {
    expect((await runCli(args, { cwd })).code).toBe(0);
  }
  expect(readTree(cwd)).toEqual({});
});
