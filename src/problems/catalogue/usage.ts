import { entry } from "../entry.ts";

export const usageProblems = {
  "usage/unknown-command": entry<{ command: string; nearest?: string | undefined }>({
    exit: 2,
    message: ({ command }) => `Unknown command "${command}".`,
    fix: ({ command, nearest }) => {
      if (!nearest) return "create-sync --help lists the commands";
      return `Did you mean create-sync ${nearest}? For a folder of that name: create-sync ./${command}`;
    },
  }),
  "usage/unknown-subcommand": entry<{
    command: string;
    word: string;
    nearest?: string | undefined;
    choices: string;
  }>({
    exit: 2,
    message: ({ command, word, choices }) =>
      `Unknown word "${word}" after "create-sync ${command}": ${choices}.`,
    fix: ({ command, nearest }) =>
      nearest ? `Did you mean create-sync ${command} ${nearest}?` : `create-sync ${command} --help`,
  }),
  "usage/misplaced-command": entry<{ command: string }>({
    exit: 2,
    message: ({ command }) => `Expected the command "${command}" before its own options and arguments.`,
    fix: ({ command }) => `create-sync ${command} …`,
  }),
  "usage/missing-command": entry<{ command: string; choices: string }>({
    exit: 2,
    message: ({ command, choices }) => `Missing the rest of "create-sync ${command}": ${choices}.`,
    fix: ({ command }) => `create-sync ${command} --help`,
  }),
  "usage/unknown-option": entry<{ option: string; command: string; nearest?: string | undefined }>({
    exit: 2,
    message: ({ option }) => `Unknown option "${option}".`,
    fix: ({ command, nearest }) =>
      nearest
        ? `Did you mean ${nearest}?`
        : `${["create-sync", command, "--help"].filter(Boolean).join(" ")} lists the options`,
  }),
  "usage/missing-argument": entry<{ argument: string; command: string }>({
    exit: 2,
    message: ({ argument, command }) => `Missing <${argument}> after "create-sync ${command}".`,
    fix: ({ command }) => `create-sync ${command} --help shows examples`,
  }),
  "usage/too-many-arguments": entry<{ command: string }>({
    exit: 2,
    message: ({ command }) => `Too many arguments after "create-sync ${command}".`,
    fix: ({ command }) =>
      `create-sync ${command} --help shows what it takes; quote a value that holds spaces`,
  }),
  "usage/missing-value": entry<{ option: string }>({
    exit: 2,
    message: ({ option }) => `Expected a value after ${option}.`,
    fix: ({ option }) => `Write it as ${option}`,
  }),
  "usage/invalid-value": entry<{ option: string; value: string; expected: string }>({
    exit: 2,
    message: ({ option, value, expected }) => `Expected ${expected} for ${option}, got "${value}".`,
    fix: ({ option, expected }) => `Give ${option} ${expected}`,
  }),
  "usage/command-line": entry<{ said: string }>({
    exit: 2,
    message: ({ said }) => `Invalid command line: ${said}.`,
    fix: () => "create-sync --help",
  }),
  "usage/no-folder": entry<{ folder: string }>({
    exit: 2,
    message: ({ folder }) => `Expected --cwd to name a folder; "${folder}" is not one.`,
    fix: () => "Make the folder first, or name the folder that holds the worker's package.json",
  }),
  "usage/stdin-terminal": entry<Record<string, never>>({
    exit: 2,
    message: () => 'Expected a plan on standard input because of "-", but standard input is a terminal.',
    fix: () => "create-sync add - < syncs/name.plan.yaml",
  }),
  "usage/stdin-empty": entry<Record<string, never>>({
    exit: 2,
    message: () => 'Expected a plan on standard input because of "-", but nothing came.',
    fix: () => "create-sync plan template demo.books | create-sync add -",
  }),
  "usage/stdin-too-big": entry<{ limit: string }>({
    exit: 2,
    message: ({ limit }) => `Too much on standard input: a plan has at most ${limit}.`,
    fix: () => "Check what is piped in; a plan is a page or two of YAML",
  }),
  "usage/stdin-not-text": entry<Record<string, never>>({
    exit: 2,
    message: () => "Expected UTF-8 text on standard input.",
    fix: () => "Save the plan as UTF-8 and pipe it again",
  }),
};
