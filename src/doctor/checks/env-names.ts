import { findNearest } from "../../problems/nearest.ts";
import { readEnvNames } from "../../project/env.ts";
import { findText } from "../../project/text-file.ts";
import { parseEnv } from "../../run/env-file.ts";
import type { Check, Finding, Place } from "../types.ts";

const most = 12;
// Set by the system, by npm, by Notion or for the tests; nobody puts them into .env for the code to read.
const wellKnown =
  /^(NODE_ENV|NODE_OPTIONS|CI|TZ|PATH|HOME|PWD|USER|SHELL|LANG|TERM|TMPDIR|LIVE|NO_COLOR|NOTION_\w+|npm_\w+)$/;

/** The names in .env against the names that the code reads, both ways. Of the values only whether there is one is seen. */
export const envNames: Check = {
  id: "env-names",
  about: "project",
  look: async (place) => {
    const text = (await place.envText()) ?? "";
    const names = readEnvNames(text);
    const wanted = await readWanted(place);
    const missing = [...wanted.keys()].filter((name) => !names.includes(name));
    const empty = [...parseEnv(text)].flatMap(([name, value]) => (value === "" ? [name] : []));
    const unread = await findUnread(place, names, wanted);
    const found = [
      ...missing.map((name) => sayMissing(place, name, wanted.get(name) ?? "")),
      ...[...wanted.keys()].filter((name) => empty.includes(name)).map(sayEmpty),
      ...unread.map((name) => sayUnread(name, missing)),
    ];
    if (found.length > 0) return found.slice(0, most);
    const count = wanted.size;
    return [
      { status: "ok", says: count === 0 ? "The code reads no settings" : `.env has what the code reads` },
    ];
  },
};

/** Names that the code cannot do without, with the place that reads each. */
async function readWanted(place: Place): Promise<Map<string, string>> {
  const { items } = await place.code();
  const wanted = new Map<string, string>();
  for (const { kind, key, file, line } of items)
    if (kind === "credential" && isName(key)) wanted.set(key, `${file}:${line}`);
  for (const { name, file, line, isOptional } of await place.settings())
    if (!isOptional && isName(name) && !wellKnown.test(name) && !wanted.has(name))
      wanted.set(name, `${file}:${line}`);
  return wanted;
}

/** Names that stand nowhere in the project but in .env. */
async function findUnread(
  place: Place,
  names: readonly string[],
  wanted: ReadonlyMap<string, string>,
): Promise<string[]> {
  const unknown = names.filter((name) => !wanted.has(name) && !wellKnown.test(name));
  if (unknown.length === 0) return [];
  const texts = (await place.sources()).map(({ text }) => text);
  // A name that is put together, as in process.env[prefix + name], may be any.
  if (texts.some((text) => /process\.env\[[^\]"']*[+`(]/.test(text))) return [];
  const others = await Promise.all(
    ["package.json", "README.md"].map((path) => findText(place.root, path).catch(() => undefined)),
  );
  const words = new Set([...texts, ...others].flatMap((text) => text?.match(/\w+/g) ?? []));
  return unknown.filter((name) => !words.has(name));
}

function sayMissing({ env }: Place, name: string, at: string): Finding {
  if (env[name])
    return {
      status: "note",
      says: `${name} (${at}) is set in this shell only; ntn workers env push sends what is in .env.`,
      fix: `Add to .env: ${name}=…`,
    };
  return {
    status: "problem",
    says: `${name} is read at ${at}, but .env does not have it.`,
    fix: `Add to .env: ${name}=…`,
  };
}

function sayEmpty(name: string): Finding {
  return { status: "problem", says: `${name} in .env has no value.`, fix: `Put it behind ${name}= in .env` };
}

function sayUnread(name: string, missing: readonly string[]): Finding {
  const meant = findNearest(name, missing);
  if (meant !== undefined)
    return {
      status: "problem",
      says: `${name} in .env is read nowhere; the code reads ${meant}.`,
      fix: `Call it ${meant} in .env`,
    };
  return {
    status: "note",
    says: `${name} in .env is read nowhere in src/.`,
    fix: `Take ${name} out of .env, unless something else needs it`,
  };
}

function isName(text: string): boolean {
  return /^[A-Za-z_]\w{0,127}$/.test(text);
}
