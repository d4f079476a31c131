import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { CommanderError } from "commander";
import { findNearest } from "../problems/nearest.ts";
import { Problem } from "../problems/problem.ts";

/**
 * What commander has against a command line, as a problem of ours. `typed` is the command as far as it could be
 * understood, `choices` the words that may follow it. Commander's codes are part of its API; the quoted part of
 * its sentence is the only place where it names the word.
 */
export function usageProblem(error: CommanderError, typed: string, choices: readonly string[]): Problem {
  const [said = "", suggestion = ""] = error.message.replace(/^error: /, "").split("\n");
  const [, word = ""] = /'(.*)'/s.exec(said) ?? [];
  const [, nearest] = /\(Did you mean (?:one of )?(.*)\?\)/.exec(suggestion) ?? [];
  const command = typed === "wizard" ? "" : typed;
  switch (error.code) {
    case "commander.unknownOption":
      return new Problem("usage/unknown-option", { option: word, command, nearest });
    case "commander.unknownCommand":
      return new Problem("usage/unknown-subcommand", { command, word, nearest, choices: choices.join(", ") });
    case "commander.missingArgument":
      return new Problem("usage/missing-argument", { argument: word, command });
    case "commander.excessArguments":
      return new Problem("usage/too-many-arguments", { command });
    case "commander.optionMissingArgument":
      return new Problem("usage/missing-value", { option: word });
    case "commander.help":
      return new Problem("usage/missing-command", { command, choices: choices.join(", ") });
    default:
      return new Problem("usage/command-line", { said });
  }
}

/**
 * The wizard takes a folder, so a mistyped command looks like one. Throws for a word that is nearly a command and no
 * folder here, and for more words than one.
 */
export function refuseMistyped(words: readonly string[], commands: readonly string[], cwd: string): void {
  const [first = ""] = words;
  const known = words.find((word) => commands.includes(word));
  if (known) throw new Problem("usage/misplaced-command", { command: known });
  const nearest = findNearest(first, commands);
  const isTypo = nearest !== undefined && !/[/\\.]/.test(first) && !existsSync(resolve(cwd, first));
  if (words.length > 1 || isTypo) throw new Problem("usage/unknown-command", { command: first, nearest });
}
