import { readPage } from "../kit/markdown.ts";

/** A command line of a page. `exits`: what the text says may come of it. `around`: the words that go with it. */
export type CommandLine = { text: string; place: string; exits: readonly number[]; around: string };

/** What stands in for a name in angle brackets when a line is run; in the project that `openProject` makes. */
const stand: ReadonlyMap<string, string> = new Map([
  ["<key>", "demoBooksBackfill"],
  ["<plan>", "syncs/demoBooks.plan.yaml"],
  ["<source>", "demo.books"],
  ["<rule>", "unpaced-request"],
  ["<oauth-key>", "demoAuth"],
  ["<run-id>", "run_1"],
  ["<name>", "my-worker"],
  ["<answer>", "../orders.json"],
]);

/** The line with its placeholders filled in. Fails for one that nobody knows. */
export function fillIn(text: string): string {
  return text.replaceAll(/<[a-z][\w.-]*>/g, (name) => {
    const value = stand.get(name);
    if (value === undefined) throw new Error(`Nothing stands in for ${name} in: ${text}`);
    return value;
  });
}

/** The lines of a page that a reader would run: each line of a bash fence, and inline code that begins with a program. */
export function findCommandLines(path: string, markdown: string): CommandLine[] {
  const { fences, spans } = readPage(markdown);
  const fenced = fences
    .filter(({ language }) => language === "bash")
    .flatMap(({ text, line, intro }) =>
      text.split("\n").map((row, index) => ({
        text: row.trim(),
        line: line + index,
        exits: exitsIn(row, []),
        around: `${row}\n${intro}`,
      })),
    );
  const inline = spans.map(({ code, line, row, block }) => ({
    text: code,
    line,
    exits: exitsIn(row, [0]),
    around: block,
  }));
  return [...fenced, ...inline.filter(({ text }) => /^(npx create-sync|create-sync \S|ntn \S)/.test(text))]
    .filter(({ text }) => text !== "" && !text.startsWith("#"))
    .sort((a, b) => a.line - b.line)
    .map(({ text, line, exits, around }) => ({ text, place: `${path}:${line}`, exits, around }));
}

/** Beside inline code any exit that its row names may come; a line in a fence says in a comment if it is not 0. */
function exitsIn(row: string, always: readonly number[]): number[] {
  const named = [...row.matchAll(/\bexit (\d+)/g)].map(([, code]) => Number(code));
  return named.length === 0 ? [0] : [...always, ...named];
}

/** The ntn command lines inside a line: `"$(ntn workers list)"` → one. */
export function ntnLinesIn(text: string): string[] {
  const code = text.replace(/\s#.*$/, "");
  return [...code.matchAll(/(?:^|[\s(;&|])(ntn [^)"|;&#]+)/g)].map(([, line = ""]) => line.trim());
}

/** Whether a line runs here, offline: create-sync itself, and the checks of a worker. */
export function isRun(text: string): boolean {
  return /(^|\s)create-sync\b/.test(text) || /^(npx tsx --test|npm run check\b)/.test(text);
}
