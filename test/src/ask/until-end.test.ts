import { PassThrough } from "node:stream";
import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import { untilEnd } from "../../../src/ask/until-end.ts";

const press = (input: PassThrough, name: string) => input.emit("keypress", undefined, { name, ctrl: true });

/** A prompt that waits until it is told to end, as one at a terminal does. */
const waiting = (signal: AbortSignal) =>
  new Promise<string>((_, reject) => signal.addEventListener("abort", () => reject(new Error("aborted"))));

/** An input that somebody reads. */
function openInput(): PassThrough {
  return new PassThrough().resume();
}

test("an answer comes through, and nothing listens any more", async () => {
  const input = openInput();
  expect(await untilEnd(input, () => Promise.resolve("yes"))).toBe("yes");
  for (const event of ["keypress", "end"])
    expect(input.listenerCount(event)).toBe(openInput().listenerCount(event));
});

test("an error of the prompt stays what it is", async () => {
  await expect(untilEnd(openInput(), () => Promise.reject(new TypeError("no")))).rejects.toThrow(TypeError);
});

test("Ctrl-D that closes the input ends the prompt like Ctrl-C", async () => {
  const input = openInput();
  const asked = untilEnd(input, waiting);
  press(input, "d");
  input.pause();
  await expect(asked).rejects.toMatchObject({ name: "ExitPromptError" });
});

test("Ctrl-D in a text does not, and the end of the input does", async () => {
  const input = openInput();
  const asked = untilEnd(input, waiting);
  press(input, "d");
  await setImmediate();
  input.end();
  await expect(asked).rejects.toMatchObject({ name: "ExitPromptError" });
});

test("after Ctrl-Z and fg the input is read again, but not behind the back of whoever comes next", async () => {
  const input = openInput();
  const controller = new AbortController();
  const asked = untilEnd(input, () => waiting(controller.signal));
  press(input, "z");
  input.pause();
  await setImmediate();
  expect(input.isPaused()).toBe(false);
  press(input, "z");
  controller.abort();
  await expect(asked).rejects.toThrow("aborted");
  input.pause();
  await setImmediate();
  expect(input.isPaused()).toBe(true);
});
