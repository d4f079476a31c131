import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Flags, makeContext } from "../../../src/commands/context.ts";
import { fakeIo } from "./fake-io.ts";

const terminal = { isTerminal: () => true };

describe("may ask", () => {
  test("at a terminal, when nobody said no", () => {
    expect(makeContext({}, fakeIo(terminal)).interactive).toBe(true);
    expect(makeContext({ force: true, dryRun: true }, fakeIo(terminal)).interactive).toBe(true);
  });

  test.each<[string, Flags]>([
    ["--yes", { yes: true }],
    ["--json", { json: true }],
    ["--no-input", { input: false }],
  ])("not with %s", (_, flags) => {
    expect(makeContext(flags, fakeIo(terminal)).interactive).toBe(false);
  });

  test.each([
    ["1", false],
    ["true", false],
    ["woodpecker", false],
    ["", true],
    ["0", true],
    ["false", true],
  ])("CI=%j: %s", (CI, mayAsk) => {
    expect(makeContext({}, fakeIo({ ...terminal, env: { CI } })).interactive).toBe(mayAsk);
  });

  test.each(["stdin", "stdout"])("not when %s is no terminal", (missing) => {
    expect(makeContext({}, fakeIo({ isTerminal: (name) => name !== missing })).interactive).toBe(false);
  });
});

test("--cwd is taken from where the program was started", () => {
  const parent = fakeIo({ cwd: join(import.meta.dirname, "..") });
  expect(makeContext({ cwd: "commands" }, parent).cwd).toBe(import.meta.dirname);
  expect(makeContext({}, parent).cwd).toBe(join(import.meta.dirname, ".."));
});

test.each([["nowhere"], ["context.test.ts"], ["context.test.ts/x"], [""], ["a\0b"]])(
  "--cwd %j is refused",
  (cwd) => {
    const problem = expect.objectContaining({ code: "usage/no-folder", exit: 2 });
    expect(() => makeContext({ cwd }, fakeIo())).toThrow(problem);
  },
);

test("what a command says goes to stderr, in colours only where they belong", () => {
  const said = (io: ReturnType<typeof fakeIo>): string => {
    makeContext({}, io).say("\u001b[32mok\u001b[39m\u001b[2J");
    expect(io.printed.out).toBe("");
    return io.printed.err;
  };
  expect(said(fakeIo())).toBe("ok\n");
  expect(said(fakeIo(terminal))).toBe("\u001b[32mok\u001b[39m\n");
  expect(said(fakeIo({ ...terminal, env: { NO_COLOR: "1" } }))).toBe("ok\n");
  expect(said(fakeIo({ ...terminal, env: { TERM: "dumb" } }))).toBe("ok\n");
});
