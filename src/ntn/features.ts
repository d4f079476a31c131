import type { Ntn } from "./ntn.ts";

/**
 * What Notion's documents say that ntn has and that serves somebody whose sync is to be found fault with (command
 * reference at developers.notion.com/cli, read 2026-07). npm's 0.4.0 lacks all of `workers sync` and more.
 */
export const documentedCommands: readonly string[] = [
  "login",
  "doctor",
  "workers new",
  "workers create",
  "workers deploy",
  "workers list",
  "workers get",
  "workers exec",
  "workers usage",
  "workers capabilities list",
  "workers env list",
  "workers env set",
  "workers env push",
  "workers env pull",
  "workers oauth start",
  "workers oauth token",
  "workers oauth show-redirect-url",
  "workers runs list",
  "workers runs logs",
  "workers sync status",
  "workers sync trigger",
  "workers sync pause",
  "workers sync resume",
  "workers sync state get",
  "workers sync state reset",
  "workers webhooks list",
];

/** What an installed ntn says it has, by its own help. */
export type NtnFeatures = {
  /** Documented commands it has, such as "workers runs list", and those it has not. */
  has: ReadonlySet<string>;
  lacks: readonly string[];
  /** False where some of its help took too long, so that what it lacks is not certain. */
  isWhole: boolean;
  /** Whether a command's help names an option, such as "--plain". */
  takes: (command: string, option: string) => Promise<boolean>;
};

type Help = { commands: ReadonlySet<string>; options: ReadonlySet<string> };

type AskedHelp = Help & { isWhole: boolean };

const patienceMs = 10_000;

/** Reads the help of each level of ntn, level by level. Needs neither network nor sign-in. */
export async function readFeatures(ntn: Ntn): Promise<NtnFeatures> {
  const helps = new Map<string, Promise<AskedHelp>>();
  const helpOf = (path: string): Promise<AskedHelp> => {
    const known = helps.get(path);
    if (known) return known;
    const asked = askHelp(ntn, path === "" ? [] : path.split(" "));
    helps.set(path, asked);
    return asked;
  };
  const isThere = async (command: string): Promise<boolean> => {
    const words = command.split(" ");
    for (const [index, word] of words.entries())
      if (!(await helpOf(words.slice(0, index).join(" "))).commands.has(word)) return false;
    return true;
  };
  const found = await Promise.all(documentedCommands.map(async (one) => [one, await isThere(one)] as const));
  const all = await Promise.all(helps.values());
  return {
    isWhole: all.every(({ isWhole }) => isWhole),
    has: new Set(found.flatMap(([command, there]) => (there ? [command] : []))),
    lacks: found.flatMap(([command, there]) => (there ? [] : [command])),
    takes: async (command, option) => (await helpOf(command)).options.has(option),
  };
}

async function askHelp(ntn: Ntn, words: readonly string[]): Promise<AskedHelp> {
  const { exit, out, end } = await ntn.ask([...words, "--help"], {
    timeoutMs: patienceMs,
    mostText: 100_000,
  });
  return { ...readHelp(exit === 0 ? out : ""), isWhole: end === "itself" };
}

/** The subcommands, aliases included, and the options that a help text lists. */
export function readHelp(text: string): Help {
  const [, block = ""] =
    /^Commands:[^\n]*\n((?:[ \t]+\S[^\n]*(?:\n|$)|[ \t]*\n(?=[ \t]))*)/m.exec(text) ?? [];
  const names = [...block.matchAll(/^ {1,4}([a-z][\w-]*)/gm)].map(([, name = ""]) => name);
  const aliases = [...block.matchAll(/\[alias(?:es)?: ([\w, -]+)\]/g)].flatMap(([, list = ""]) =>
    list.split(/,\s*/),
  );
  return {
    commands: new Set([...names, ...aliases]),
    options: new Set(text.match(/(?<=^[ \t]*|[\s,])--?[a-zA-Z][\w-]*/gm) ?? []),
  };
}
