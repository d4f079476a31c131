import type { Terminal } from "../commands/io.ts";
import { printable } from "../problems/printable.ts";
import { wrapText } from "../source/wrap.ts";
import type { Asker, Choice } from "./asker.ts";
import { loadPrompt, type LoadPrompt } from "./prompts.ts";
import { untilEnd } from "./until-end.ts";

const pageSize = 12;
const width = 96;

/** Asks a person at a terminal. Prompts are drawn on the terminal's output; nothing here decides. */
export function makeAsker(
  { input, output }: Pick<Terminal, "input" | "output">,
  say: (text: string) => void,
  load: LoadPrompt = loadPrompt,
): Asker {
  return {
    say,
    tell: (sentence) => say(wrap(sentence)),
    search: async ({ message, find }) => {
      const search = await load("search");
      const config = {
        message: printable(message),
        source: (words = "") => find(words).map(toChoice),
        pageSize,
      };
      return untilEnd(input, (signal) => search(config, { input, output, signal }));
    },
    select: async ({ message, choices, current }) => {
      const select = await load("select");
      const start = current === undefined ? {} : { default: current };
      const config = { message: printable(message), choices: choices.map(toChoice), pageSize, ...start };
      return untilEnd(input, (signal) => select(config, { input, output, signal }));
    },
    pick: async ({ message, choices }) => {
      const checkbox = await load("checkbox");
      const config = { message: printable(message), choices: choices.map(toChoice), pageSize: pageSize * 2 };
      return untilEnd(input, (signal) => checkbox(config, { input, output, signal }));
    },
    input: async ({ message, proposal, check }) => {
      const ask = await load("input");
      const start = proposal === undefined ? {} : { default: proposal };
      const validate = async (text: string) => wrap((await check(text.trim())) ?? "") || true;
      const config = { message: printable(message), validate, ...start };
      return (await untilEnd(input, (signal) => ask(config, { input, output, signal }))).trim();
    },
    confirm: async ({ message }) => {
      const confirm = await load("confirm");
      const config = { message: printable(message), default: true };
      return untilEnd(input, (signal) => confirm(config, { input, output, signal }));
    },
  };
}

// Names and hints may hold what stands in the user's own files.
function toChoice<Value>({ value, name, hint, off, isRecommended = false, isOn = false }: Choice<Value>) {
  return {
    value,
    name: `${printable(name)}${isRecommended ? " (recommended)" : ""}`,
    short: printable(name),
    checked: isOn,
    ...(hint !== undefined && { description: wrap(printable(hint)) }),
    ...(off !== undefined && { disabled: `(${printable(off)})` }),
  };
}

function wrap(text: string): string {
  return wrapText(text, width).join("\n");
}
