import { describe, expect, test } from "vitest";
import { printFailure, printOutcome } from "../../../src/commands/output.ts";
import { Problem } from "../../../src/problems/problem.ts";
import { fakeIo } from "./fake-io.ts";

const asked = { command: "plan check", version: "1.2.3", json: false };
const asJson = { ...asked, json: true };
const outcome = { result: { plan: "books" }, text: "All good", next: ["create-sync add books.plan.yaml"] };

describe("an outcome", () => {
  test("for people: the text is data, what comes next is advice", () => {
    const io = fakeIo();
    expect(printOutcome(io, asked, outcome)).toBe(0);
    expect(io.printed).toEqual({ out: "All good\n", err: "\nNext:\n  create-sync add books.plan.yaml\n" });
  });

  test("lists only the next commands that its text does not tell already", () => {
    const io = fakeIo();
    printOutcome(io, asked, {
      result: null,
      text: "1. Install: npm install",
      next: ["npm install", "create-sync inspect"],
    });
    expect(io.printed.err).toBe("\nNext:\n  create-sync inspect\n");
  });

  test("as JSON: one object and nothing else", () => {
    const io = fakeIo();
    expect(printOutcome(io, asJson, outcome)).toBe(0);
    expect(io.printed.err).toBe("");
    expect(JSON.parse(io.printed.out)).toEqual({
      ok: true,
      command: "plan check",
      version: "1.2.3",
      result: { plan: "books" },
      next: ["create-sync add books.plan.yaml"],
    });
  });

  test("with findings is not ok and has its own exit code", () => {
    const io = fakeIo();
    expect(printOutcome(io, asJson, { ...outcome, exit: 5 })).toBe(5);
    expect(JSON.parse(io.printed.out)).toMatchObject({ ok: false, result: { plan: "books" } });
  });

  test("goes into a pipe byte for byte, but without colours, and onto a terminal without anything it obeys", () => {
    const text = "\u001b[1ma\u001b[22m\r\n\u202e\u0007";
    const piped = fakeIo();
    printOutcome(piped, asked, { result: null, text });
    expect(piped.printed.out).toBe("a\r\n\u202e\u0007\n");
    const shown = fakeIo({ isTerminal: () => true });
    printOutcome(shown, asked, { result: null, text });
    expect(shown.printed.out).toBe("\u001b[1ma\u001b[22m\n\n");
  });

  test("without text prints no empty line", () => {
    const io = fakeIo();
    printOutcome(io, asked, { result: null, text: "" });
    expect(io.printed).toEqual({ out: "", err: "" });
  });
});

describe("a problem", () => {
  const problem = new Problem("write/changed", { path: "a.ts", how: "changed" }, { file: "a.ts" });

  test("for people goes to stderr", () => {
    const io = fakeIo();
    expect(printFailure(io, asked, problem)).toBe(4);
    expect(io.printed.out).toBe("");
    expect(io.printed.err).toContain(
      '✖ "a.ts" changed while this ran. Nothing was written.\n  at a.ts\n  → Run',
    );
  });

  test("as JSON goes to stdout", () => {
    const io = fakeIo();
    expect(printFailure(io, asJson, problem)).toBe(4);
    expect(io.printed.err).toBe("");
    expect(JSON.parse(io.printed.out)).toEqual({
      ok: false,
      command: "plan check",
      version: "1.2.3",
      error: { kind: "write/changed", message: problem.message, file: "a.ts", hint: problem.fix },
      next: [],
    });
  });
});

test("Ctrl-C at a prompt is exit 130 and says that nothing was written", () => {
  const io = fakeIo();
  const error = Object.assign(new Error("User force closed the prompt"), { name: "ExitPromptError" });
  expect(printFailure(io, asked, error)).toBe(130);
  expect(io.printed).toEqual({ out: "", err: "Stopped. Nothing was written.\n" });
});

describe("a bug of ours", () => {
  const error = new Error("no such thing in /home/ada/work/x.ts");

  test("is exit 1, says how to report it and hides the home directory", () => {
    const io = fakeIo();
    expect(printFailure(io, asked, error)).toBe(1);
    expect(io.printed.out).toBe("");
    expect(io.printed.err).toContain("no such thing in ~/work/x.ts");
    expect(io.printed.err).toContain("npm bugs create-sync");
    expect(io.printed.err).not.toContain("/home/ada");
    expect(io.printed.err).not.toContain("output.test.ts");
  });

  test("as JSON is of kind internal", () => {
    const io = fakeIo();
    expect(printFailure(io, asJson, error)).toBe(1);
    expect(io.printed.err).toBe("");
    const { error: said } = JSON.parse(io.printed.out) as { error: Record<string, string> };
    expect(said.kind).toBe("internal");
    expect(said.message).toContain("~/work/x.ts");
    expect(said.hint).toContain("report");
  });

  test.each([
    ["create-sync", true],
    ["other, create-sync", true],
    ["other", false],
    ["", false],
  ])("shows its stack on stderr with DEBUG=%j: %s", (DEBUG, shown) => {
    for (const how of [asked, asJson]) {
      const io = fakeIo({ env: { DEBUG } });
      printFailure(io, how, error);
      expect(io.printed.err.includes("output.test.ts")).toBe(shown);
      expect(io.printed.out).not.toContain("output.test.ts");
    }
  });

  test("may be anything that can be thrown", () => {
    const io = fakeIo();
    expect(printFailure(io, asked, "just words")).toBe(1);
    expect(io.printed.err).toContain("just words");
  });
});
