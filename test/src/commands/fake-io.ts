import type { Io } from "../../../src/commands/io.ts";

/** An outside made of strings: what was printed is in `printed`, nothing is a terminal unless it is said. */
export type FakeIo = Io & { printed: { out: string; err: string } };

/** Makes one; `stdin` is what comes in, in these chunks. */
export function fakeIo(overrides: Partial<Io> = {}, stdin: readonly Uint8Array[] = []): FakeIo {
  const printed = { out: "", err: "" };
  return {
    printed,
    stdin: async function* () {
      yield* stdin;
    },
    out: (text) => void (printed.out += text),
    err: (text) => void (printed.err += text),
    isTerminal: () => false,
    terminal: () => {
      throw new Error("no terminal here");
    },
    env: {},
    cwd: import.meta.dirname,
    home: "/home/ada",
    ...overrides,
  };
}
