import { shellWord } from "../problems/shell-word.ts";
import { findSource, planOptions, type Setting } from "./answers.ts";
import type { Session } from "./session.ts";

/** The command that goes on where a run stopped: every answer so far is given, so it is not asked again. */
export function resumeCommand({ place, answers }: Session): string {
  const here = place?.isAsked ? ["."] : [];
  const folder = place?.folder === undefined ? here : [plainFolder(place.folder)];
  return sayCommand([...folder, ...answers.flatMap(sayFlag)]);
}

/** The one command that does without questions what the answers say; in a folder of its own, it makes the folder. */
export function repeatCommand({ place, answers }: Session): string {
  const { params, set } = planOptions(answers);
  const flags = [...params.flatMap((text) => ["--param", text]), ...set.flatMap((text) => ["--set", text])];
  const folder = place?.folder;
  const command = sayCommand([
    "add",
    findSource(answers) ?? "",
    ...flags,
    ...(folder === undefined ? [] : ["--cwd", plainFolder(folder)]),
    "--yes",
  ]);
  return folder === undefined ? command : `mkdir -p ${shellWord(plainFolder(folder))} && ${command}`;
}

function sayFlag({ flag, text }: Setting): string[] {
  return [`--${flag}`, text];
}

function sayCommand(words: readonly string[]): string {
  return ["npx create-sync", ...words.map(shellWord)].join(" ");
}

/** A folder that no shell, and no command of ours, takes for something else. */
function plainFolder(folder: string): string {
  return /^(\.{0,2}[\\/]|[A-Za-z]:|\.\.$)/.test(folder) ? folder : `./${folder}`;
}
