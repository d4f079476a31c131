import type { Terminal } from "../commands/io.ts";
import { printable } from "../problems/printable.ts";
import { wrapText } from "../source/wrap.ts";
import type { Asker, Choice } from "./asker.ts";
import { loadPrompt, type LoadPrompt } from "./prompts.ts";

const pageSize = 12;
const width = 96;

/** Asks a person at a terminal. Prompts are drawn on the terminal's output; nothing here decides. */
export function makeAsker({ input, output }: Pick<Terminal, "input" | "output">, say: (text: string) => void, load: LoadPrompt = loadPrompt): Asker {
  const where = { input, output };
  return {
    say,
    tell: (sentence) => say(wrap(sentence)),
    search: async ({ message, find }) => {
      const search = await load("search");
      return search({ message: printable(message), source: (words = "") => find(words).map(toChoice), pageSize }, where);
    },
    select: async ({ message, choices, current }) => {
      const select = await load("select");
      const start = current === undefined ? {} : { default: current };
      return select({ message: printable(message), choices: choices.map(toChoice), pageSize, ...start }, where);
    },
    pick: async ({ message, choices }) => {
      const checkbox = await load("checkbox");
      return checkbox({ message: printable(message), choices: choices.map(toChoice), pageSize: pageSize * 2 }, where);
    },
    input: async ({ message, proposal, check }) => {
      const ask = await load("input");
      const start = proposal === undefined ? {} : { default: proposal };
      const validate = async (text: string) => (await check(text.trim())) ?? true;
      return (await ask({ message: printable(message), validate, ...start }, where)).trim();
    },
    confirm: async ({ message }) => {
      const confirm = await load("confirm");
      return confirm({ message: printable(message), default: true }, where);
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
