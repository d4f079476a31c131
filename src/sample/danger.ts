/** Why a JSON text is not read any further: nesting, a name that stands twice in one object, or a name of prototypes. */
export type Danger = { kind: "deep" } | { kind: "twice" | "prototype"; name: string };

const deepest = 64;
const prototypeNames = new Set(["__proto__", "prototype", "constructor"]);

/**
 * The first danger of a JSON text, by its brackets and names alone; undefined if there is none. Made for texts of many
 * MB and for such as are no JSON at all: it takes time in their length, and never fails.
 */
export function findDanger(text: string): Danger | undefined {
  // The names of each open object; undefined for a list.
  const open: (Set<string> | undefined)[] = [];
  let isName = false;
  let found: Danger | undefined;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    if (sign === '"') {
      const end = endOfText(text, at);
      if (isName) found ??= nameDanger(readName(text.slice(at, end + 1)), open.at(-1));
      isName = false;
      at = end;
    } else if (sign === "{" || sign === "[") {
      open.push(sign === "{" ? new Set() : undefined);
      if (open.length > deepest) return { kind: "deep" };
      isName = sign === "{";
    } else if (sign === "}" || sign === "]") {
      open.pop();
      isName = false;
    } else if (sign === ",") isName = open.at(-1) !== undefined;
  }
  return found;
}

function endOfText(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
  return at;
}

function readName(quoted: string): string {
  if (!quoted.includes("\\")) return quoted.slice(1, -1);
  try {
    return String(JSON.parse(quoted));
  } catch {
    return quoted;
  }
}

function nameDanger(name: string, names: Set<string> | undefined): Danger | undefined {
  if (prototypeNames.has(name)) return { kind: "prototype", name };
  if (names?.has(name)) return { kind: "twice", name };
  names?.add(name);
  return undefined;
}
