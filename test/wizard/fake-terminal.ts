import { PassThrough, Writable } from "node:stream";
import { stripVTControlCharacters } from "node:util";

/** The streams of a terminal and a person in front of it; the prompts are the real ones. */
export type FakeTerminal = {
  input: NodeJS.ReadableStream;
  output: NodeJS.WritableStream;
  /** Waits until some words were drawn since the last key. */
  shows: (words: string) => Promise<void>;
  press: (key: keyof typeof keys) => void;
  /** Waits for a question, goes down to a choice and takes it. */
  choose: (question: string, choice: string) => Promise<void>;
};

const keys = { enter: "\r", down: "\u001b[B", stop: "\u0003" };

/** Makes one that is 100 columns wide. */
export function fakeTerminal(): FakeTerminal {
  const input = new PassThrough();
  let recent = "";
  let wake = () => undefined as void;
  const output = new Writable({
    write(chunk: Buffer, _encoding, done) {
      recent += stripVTControlCharacters(chunk.toString());
      wake();
      done();
    },
  });
  // A prompt ends its output, and only the process's own streams live on after that.
  Object.assign(output, { columns: 100, end: () => output });

  async function shows(words: string): Promise<void> {
    while (!recent.includes(words)) await new Promise<void>((resolve) => (wake = resolve));
  }
  function press(key: keyof typeof keys): void {
    recent = "";
    input.write(keys[key]);
  }
  async function choose(question: string, choice: string): Promise<void> {
    await shows(question);
    await shows("❯");
    while (!recent.includes(`❯ ${choice}`)) {
      press("down");
      await shows("❯");
    }
    press("enter");
  }
  return { input, output, shows, press, choose };
}
