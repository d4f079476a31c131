import { expect, test } from "vitest";
import { readStdin } from "../../../src/commands/stdin.ts";
import { fakeIo } from "./fake-io.ts";

test("a character cut in two by the pipe is one character again", async () => {
  const bytes = Buffer.from("plan: ö\n");
  expect(await readStdin(fakeIo({}, [bytes.subarray(0, 7), bytes.subarray(7)]))).toBe("plan: ö\n");
});

test("up to 1 MB is read, and not a byte of what never ends", async () => {
  const half = Buffer.alloc(500_000, "x");
  expect(await readStdin(fakeIo({}, [half, half]))).toHaveLength(1_000_000);
  let taken = 0;
  const endless = async function* (): AsyncGenerator<Uint8Array> {
    for (;;) {
      taken++;
      yield half;
    }
  };
  await expect(readStdin(fakeIo({ stdin: endless }))).rejects.toMatchObject({
    code: "usage/stdin-too-big",
    exit: 2,
  });
  expect(taken).toBe(3);
});

test.each([
  ["nothing", [], "usage/stdin-empty"],
  ["blanks", [Buffer.from(" \n")], "usage/stdin-empty"],
  ["Latin-1", [Buffer.from([0x66, 0xfc, 0x72])], "usage/stdin-not-text"],
])("%s is refused by name", async (_, chunks, code) => {
  await expect(readStdin(fakeIo({}, chunks))).rejects.toMatchObject({ code });
});

test("a terminal is not waited for", async () => {
  const io = fakeIo({ isTerminal: () => true, stdin: () => expect.unreachable("read a terminal") });
  await expect(readStdin(io)).rejects.toMatchObject({ code: "usage/stdin-terminal", exit: 2 });
});
