import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";

const largestFile = 256 * 1024;
const escapes: ReadonlyMap<string, string> = new Map([
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
]);

/** The values of a project's `.env`; none if there is no such file, or it is unreasonably large. */
export async function readEnvFile(root: string): Promise<Map<string, string>> {
  const path = join(root, ".env");
  const facts = await stat(path).catch(() => undefined);
  // A pipe of that name could keep a reader waiting for ever.
  if (!facts?.isFile() || facts.size > largestFile) return new Map();
  return parseEnv(await readFile(path, "utf8").catch(() => ""));
}

/**
 * Reads `KEY=value` lines as ntn 0.4.0 does: no `export`, no expansion, no comment behind a value, one pair of
 * quotes taken off, backslash escapes in double quotes only. The last of two equal names wins.
 */
export function parseEnv(text: string): Map<string, string> {
  const values = new Map<string, string>();
  for (const line of text.replace(/^\uFEFF/, "").split(/\r?\n|\r/)) {
    const match = /^\s*([A-Za-z_][A-Za-z0-9_]*)\s*=(.*)$/.exec(line);
    if (match !== null) values.set(match[1] as string, unquote((match[2] as string).trim()));
  }
  return values;
}

function unquote(value: string): string {
  const quote = value.length > 1 && value.at(-1) === value[0] ? value[0] : undefined;
  if (quote === "'") return value.slice(1, -1);
  if (quote !== '"') return value;
  return value.slice(1, -1).replace(/\\(.)/g, (_, character: string) => escapes.get(character) ?? character);
}
