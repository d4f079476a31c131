import { readEnvNames } from "../../project/env.ts";
import { parseEnv } from "../../run/env-file.ts";
import type { Check, Finding } from "../types.ts";

const most = 12;

/**
 * Lines of .env that ntn reads otherwise than Node and dotenv do (tried with ntn 0.4.0, Node 20 and 24), and values that
 * the shell has otherwise. Names and line numbers are told, never a value.
 */
export const envLines: Check = {
  id: "env-lines",
  about: "project",
  look: async ({ envText, env }) => {
    const text = await envText();
    if (text === undefined) return [];
    const found = [...findOddLines(text), ...findOtherInShell(text, env)];
    if (found.length > 0) return found.slice(0, most);
    return [{ status: "ok", says: "ntn, Node and dotenv read .env alike" }];
  },
};

function findOddLines(text: string): Finding[] {
  const names = new Set(readEnvNames(text));
  const seen = new Map<string, number>();
  return text.split(/\r\n|\r|\n/).flatMap((line, index): Finding[] => {
    const [, isExported, name = "", rest = ""] =
      /^\s*(export\s+)?([A-Za-z_]\w{0,127})\s*=(.*)$/.exec(line) ?? [];
    // A line inside of a value that goes over several is no line of its own.
    if (!names.has(name)) return [];
    const before = seen.get(name);
    seen.set(name, index + 1);
    const value = rest.trim();
    const at = `.env:${index + 1}: ${name}`;
    const found: Finding[] = [];
    const say = (says: string, fix: string): void =>
      void found.push({ status: "problem", says: `${at} ${says}`, fix });
    if (isExported) say("is not set by ntn, which does not know `export`.", `Write ${name}=… without export`);
    if (isOpenQuote(value))
      say(
        "goes over several lines, of which ntn reads the first.",
        `Write it in one line, with \\n in double quotes`,
      );
    else if (/^(["'`]).*\1\s+#/.test(value))
      say(
        "has a comment behind it, which ntn takes for a part of the value.",
        "Put the comment on a line of its own",
      );
    else if (/^`.*`$/.test(value))
      say("is in backticks, which ntn takes for a part of the value.", "Use double quotes");
    else if (/^[^"'`].*#/.test(value))
      say(
        "has a # in it: ntn keeps what follows, Node drops it.",
        `Put the comment on a line of its own, or the value into double quotes`,
      );
    if (before !== undefined)
      found.push({
        status: "note",
        says: `${at} stands at line ${before} too; the last one counts.`,
        fix: "Delete one of them",
      });
    const [, other] = /\$\{?([A-Za-z_]\w*)/.exec(value) ?? [];
    if (other !== undefined && names.has(other) && !value.startsWith("'"))
      found.push({
        status: "note",
        says: `${at} names $${other}, which neither ntn nor Node puts in.`,
        fix: `Write the value out`,
      });
    return found;
  });
}

function isOpenQuote(value: string): boolean {
  const quote = /^["'`]/.exec(value)?.[0];
  return quote !== undefined && !value.slice(1).includes(quote);
}

function findOtherInShell(text: string, env: Readonly<Record<string, string | undefined>>): Finding[] {
  const others = [...parseEnv(text)].filter(
    ([name, value]) => env[name] !== undefined && env[name] !== value,
  );
  return others.map(([name]) => ({
    status: "note",
    says: `${name} has another value in this shell: create-sync and Node take the shell's, ntn that of .env.`,
    fix: `unset ${name}, or make them equal`,
  }));
}
