import { readStackLine, type StackLine } from "../../run/stack-line.ts";
import { plain, type OpenError } from "./errors.ts";

/** Finds errors in what a process prints when it dies: a heading, what follows it, and a stack. */
export type RawErrors = {
  read(text: string, at: number): void;
  /** What was printed so far was no reason to die. */
  forget(): void;
  found(): { first: readonly OpenError[]; count: number };
};

const heading =
  /^(?:Uncaught )?(?:\S{1,80} \[ERROR\] )?((?:[A-Z][\w$]{0,80})?(?:Error|Exception)(?: \[\w{1,80}\])?): (.*)$/;
const compiler = /^(?:[✘X] \[ERROR\] )(.+)$/;
const typeScript = /^((?:[A-Za-z]:)?[^\s(:]{1,400})(?:\((\d+),(\d+)\)|:(\d+):(\d+) -):? error (TS\d+): (.*)$/;
const position =
  /^((?:file:\/\/|\/|[A-Za-z]:[\\/])[^\s:]{1,1000}(?::\/\/[^\s:]{1,1000})?):(\d{1,9})(?::(\d{1,9}))?$/;
const esbuildSays = /: ERROR: (.+)$/;
const nested = /^\s*\[cause\]: ((?:[A-Z][\w$]{0,80})?(?:Error|Exception)(?: \[\w{1,80}\])?): (.*)$/;
const detail = /^\s*(?:code|errno|syscall|hostname|address|path|url): /;
// Also one without a place that could be looked up, such as Node's own.
const anyCall = /^\s*at \S/;
const mostErrors = 10;
const mostLines = 12;
const mostFrames = 30;

type Building = {
  name: string;
  message: string[];
  causes: { name: string; message: string }[];
  stack: StackLine[];
  at: number;
  isOpen: boolean;
};

/** Makes a reader of raw errors for one run. */
export function createRawErrors(): RawErrors {
  let all: Building[] = [];
  let count = 0;
  let before: StackLine | undefined;
  const begin = (name: string, message: string, at: number): void => {
    count += 1;
    const stack = before ? [before] : [];
    before = undefined;
    const building = { name, message: [message], causes: [], stack, at, isOpen: true };
    if (all.length === mostErrors) all.pop();
    all.push(building);
  };
  return {
    read(whole, at) {
      const text = whole.slice(0, 2_000);
      const found = heading.exec(text) ?? undefined;
      const typed = typeScript.exec(text);
      if (found) return begin(found[1] ?? "", found[2] ?? "", at);
      if (typed) {
        const [, location = "", one, two, three, four, code = "", message = ""] = typed;
        before = { location: `/${location}`, line: Number(one ?? three), column: Number(two ?? four) };
        return begin(code, message, at);
      }
      const built = compiler.exec(text);
      if (built) return begin("Error", built[1] ?? "", at);
      const where = position.exec(text);
      if (where) before = { location: where[1] ?? "", line: Number(where[2]), column: Number(where[3] ?? 1) };
      const last = all.at(-1);
      if (last) goOn(last, text);
    },
    forget() {
      all = [];
      count = 0;
      before = undefined;
    },
    found: () => ({ first: all.map(finish), count }),
  };
}

function goOn(error: Building, text: string): void {
  const frame = readStackLine(text);
  const cause = nested.exec(text);
  if (cause) error.causes.push({ name: plain(cause[1] ?? "", 100), message: plain(cause[2] ?? "", 1_000) });
  else if (frame) {
    if (error.stack.length < mostFrames) error.stack.push(frame);
    const says = esbuildSays.exec(text);
    if (says) error.message.push(says[1] ?? "");
    else error.isOpen = false;
  } else if (anyCall.test(text) || (text.trim() === "" && error.isOpen)) error.isOpen = false;
  else if ((error.isOpen || detail.test(text)) && error.message.length < mostLines)
    error.message.push(text.trim());
}

function finish({ name, message, causes, stack, at }: Building): OpenError {
  const told = plain(message.join("\n"));
  return { kind: "raw", name, message: told, causes: causes.slice(0, 8), stack, at, isTold: false };
}
