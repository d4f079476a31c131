import type { Asker, Choice } from "../../../src/ask/asker.ts";

/** Takes what is proposed: the first or current choice, the text in brackets, the ticks as they are. */
export const take = Symbol("take");
/** Presses Ctrl-C. */
export const stop = Symbol("stop");

/** A text that must be refused, with words of the reason; the next answer is for the same question. */
export type Refused = { refused: string; saying: string };

export type Answer =
  string | readonly string[] | boolean | typeof take | typeof stop | Refused | (() => Promise<string>);

/** A question by words of it, and its answer: the words of a choice, a text, the names to tick. */
export type Script = readonly (readonly [question: string, answer: Answer])[];

export type Scripted = Asker & {
  /** Everything shown beside the questions. */
  said: string[];
  /** Every question with the choices it offered. */
  asked: { message: string; choices: string[]; hints: string[] }[];
  /** The questions of the script that did not come up. */
  left: () => string[];
};

/** The error of a prompt that a person stopped. */
export class ExitPromptError extends Error {
  override name = "ExitPromptError";
}

/** Answers in the place of a person, in this order; any other question fails the test. */
export function scripted(script: Script): Scripted {
  const rest = [...script];
  const said: string[] = [];
  const asked: Scripted["asked"] = [];

  async function next(
    message: string,
    choices: readonly Choice<unknown>[] = [],
  ): Promise<Exclude<Answer, () => Promise<string>>> {
    asked.push({
      message,
      choices: choices.map(({ name, off }) => (off ? `${name} (${off})` : name)),
      hints: choices.map(({ hint }) => hint ?? ""),
    });
    const [words, answer] = rest.shift() ?? ["no more questions", stop];
    if (!message.includes(words))
      throw new Error(
        `expected a question with "${words}", got "${message}" (${choices.map(({ name }) => name).join(" | ")})`,
      );
    if (answer === stop) throw new ExitPromptError(message);
    return typeof answer === "function" ? answer() : answer;
  }

  const find = <Value>(message: string, answer: Answer, choices: readonly Choice<Value>[]): Value => {
    const found = choices.find(({ name, off }) => off === undefined && name.includes(String(answer)));
    if (!found)
      throw new Error(
        `"${message}" has no choice "${String(answer)}" among ${choices.map(({ name }) => name).join(" | ")}`,
      );
    return found.value;
  };

  return {
    said,
    asked,
    left: () => rest.map(([question]) => question),
    say: (text) => said.push(text),
    tell: (text) => said.push(text),
    search: async ({ message, find: search }) => {
      const answer = await next(message);
      const [first] = search(String(answer));
      if (!first) throw new Error(`nothing is found for "${String(answer)}"`);
      return first.value;
    },
    select: async ({ message, choices, current }) => {
      const answer = await next(message, choices);
      if (answer !== take) return find(message, answer, choices);
      const found = choices.find(({ value }) => value === current) ?? choices[0];
      if (!found) throw new Error(`"${message}" has no choices`);
      return found.value;
    },
    pick: async ({ message, choices }) => {
      const answer = await next(message, choices);
      const isPicked = ({ name, isOn }: Choice<string>) =>
        Array.isArray(answer) ? answer.some((word: string) => name.startsWith(word)) : isOn === true;
      return choices.filter(isPicked).map(({ value }) => value);
    },
    input: async ({ message, proposal = "", check }) => {
      for (;;) {
        const answer = await next(message);
        const isTrial = typeof answer === "object" && "refused" in answer;
        const text = isTrial ? answer.refused : answer === take ? proposal : String(answer);
        const fault = await check(text);
        if (!isTrial && fault === undefined) return text;
        if (!isTrial) throw new Error(`"${message}" refused "${text}": ${fault}`);
        if (!fault?.includes(answer.saying))
          throw new Error(`expected "${answer.saying}" about "${text}", got "${fault}"`);
      }
    },
    confirm: async ({ message }) => {
      const answer = await next(message);
      return answer === take ? true : answer === true;
    },
  };
}
