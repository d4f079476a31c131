import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { repository } from "../kit/temp-project.ts";

/**
 * Commands that the ntn from ntn.dev has and npm's 0.4.0 does not, as Notion documents them. They were not run here:
 * a text that names one must say where it is from.
 */
export const onlyFromNtnDev = [
  "workers sync status",
  "workers sync trigger <key>",
  "workers sync state reset <key>",
];

type Help = { commands: string[]; options: string[]; least: number; most: number };

const helps = new Map<string, Help>();

/** What the installed binary says of itself after some words; it needs no network and no account. */
function helpOf(words: readonly string[]): Help {
  const known = helps.get(words.join(" "));
  if (known) return known;
  const binary = join(repository, "node_modules", ".bin", "ntn");
  const { stdout, status } = spawnSync(binary, [...words, "--help"], { encoding: "utf8" });
  if (status !== 0) throw new Error(`ntn ${words.join(" ")} --help failed`);
  const [, commands = ""] = /^Commands:\n((?: .*\n)*)/m.exec(stdout) ?? [];
  const [, usage = ""] = /^Usage: (.*)$/m.exec(stdout) ?? [];
  const all = usage.replaceAll(/\[OPTIONS\]|<COMMAND>/g, "").match(/[<[][A-Z_]+[>\]](\.\.\.)?/g) ?? [];
  const help = {
    commands: [...commands.matchAll(/^ {2}(\S+)/gm)].map(([, name = ""]) => name),
    options: stdout.match(/(?<=[\s,])--?[a-z][\w-]*/g) ?? [],
    least: all.filter((argument) => argument.startsWith("<")).length,
    most: all.some((argument) => argument.endsWith("...")) ? Number.POSITIVE_INFINITY : all.length,
  };
  helps.set(words.join(" "), help);
  return help;
}

/** Whether the real ntn 0.4.0 understands a command line, by its own help: subcommands, options, number of arguments. */
export function isInNpmsNtn(line: string): boolean {
  const words = line.trim().split(/\s+/).slice(1);
  const path: string[] = [];
  while (helpOf(path).commands.length > 0) {
    const [word = ""] = words.splice(0, 1);
    if (!helpOf(path).commands.includes(word)) return false;
    path.push(word);
  }
  const { options, least, most } = helpOf(path);
  const given = words.filter((word) => word.startsWith("-"));
  // The value of an option counts as an argument here; ours are written without any but --name's.
  const values = given.filter((word) => word === "--name").length;
  const count = words.length - given.length - values;
  return given.every((word) => options.includes(word)) && count >= least && count <= most;
}

/** What is wrong with an ntn command line in a text: nobody has it, or the text does not say whose it is. */
export function findNtnFault(line: string, around: string): string | undefined {
  if (isInNpmsNtn(line)) return undefined;
  const words = line.replace(/^ntn /, "").split(/\s+/);
  const isKnown = onlyFromNtnDev.some((known) => {
    const shape = known.split(" ");
    return (
      shape.length === words.length &&
      shape.every((word, index) => word.startsWith("<") || word === words[index])
    );
  });
  if (!isKnown) return `${line}: no ntn has it`;
  return around.includes("ntn.dev")
    ? undefined
    : `${line}: not in npm's ntn 0.4.0, and the text does not name ntn.dev`;
}
