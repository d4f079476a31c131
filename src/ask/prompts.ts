import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

type Prompts = typeof import("@inquirer/prompts");

/** The kinds of prompts we use, by their names in `@inquirer/prompts`. */
export type PromptName = "checkbox" | "confirm" | "input" | "search" | "select";

/** Gives one kind of prompt. */
export type LoadPrompt = <Name extends PromptName>(name: Name) => Promise<Prompts[Name]>;

/**
 * Loads one kind of prompt when it is first asked for. The whole of `@inquirer/prompts` brings an editor with tables
 * of encodings along, half of what the first prompt may cost; its parts are packages, found from where it is installed.
 */
export const loadPrompt: LoadPrompt = async <Name extends PromptName>(name: Name) => {
  const whole = createRequire(import.meta.url).resolve("@inquirer/prompts");
  const part = createRequire(whole).resolve(`@inquirer/${name}`);
  const { default: prompt } = (await import(pathToFileURL(part).href)) as { default: Prompts[Name] };
  return prompt;
};
