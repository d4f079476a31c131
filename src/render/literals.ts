// Text from outside becomes code only through these functions. Each gives one whole token (a string, a key, a comment)
// that cannot end early, whatever the text holds.

/** Characters that reorder what a reader sees (U+202A–202E, U+2066–2069 …), and line ends JSON leaves alone. */
const invisible = /[\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

/** A string literal whose value is exactly the text. */
export function literal(value: string | number | boolean): string {
  if (typeof value !== "string") return String(value);
  return JSON.stringify(value).replaceAll(invisible, escaped);
}

/** A template literal whose value is exactly the text; its lines stay lines. A carriage return is written out, because a bare one becomes a line feed. */
export function multilineLiteral(text: string): string {
  const inside = text
    .replaceAll("\\", "\\\\")
    .replaceAll("`", "\\`")
    .replaceAll("${", "\\${")
    .replaceAll(invisible, escaped)
    .replaceAll(/[\u0000-\u0009\u000b-\u001f]/g, escaped);
  return `\`${inside}\``;
}

const escaped = (sign: string): string => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`;

const identifier = /^[A-Za-z_$][\w$]*$/;

/** Checks that a text is a plain identifier. Throws otherwise: it would be our own mistake. */
export function asIdentifier(value: unknown): string {
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (typeof value === "string" && identifier.test(value)) return value;
  throw new Error(`Not an identifier: ${JSON.stringify(value)}`);
}

/** A property key. `__proto__` is computed, because in `{ __proto__: x }` it would set the prototype. */
export function propertyKey(name: string): string {
  if (name === "__proto__") return `["__proto__"]`;
  return identifier.test(name) ? name : literal(name);
}

/** `.name` or `["any name"]`, optional (`?.`) if what stands before it can be missing. */
export function member(name: string, optional: boolean): string {
  if (identifier.test(name)) return `${optional ? "?." : "."}${name}`;
  return `${optional ? "?." : ""}[${literal(name)}]`;
}

/** `10 * 60_000`: milliseconds as a person would write them. */
export function milliseconds(value: number | string): string {
  const ms = Number(value);
  if (ms >= 120_000 && ms % 60_000 === 0) {
    const minutes = ms / 60_000;
    if (minutes % 1440 === 0 && minutes > 1440) return `${minutes / 1440} * 24 * 60 * 60_000`;
    return minutes % 60 === 0 && minutes > 60 ? `${minutes / 60} * 60 * 60_000` : `${minutes} * 60_000`;
  }
  return String(ms).replaceAll(/\B(?=(\d{3})+$)/g, "_");
}

/** A JSON value as an expression whose value is that value; own code, because JSON text may hold `__proto__` keys. */
export function dataLiteral(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(dataLiteral).join(", ")}]`;
  if (typeof value === "object" && value !== null) {
    const members = Object.entries(value).map(
      ([name, inner]) => `${propertyKey(name)}: ${dataLiteral(inner)}`,
    );
    return `{ ${members.join(", ")} }`;
  }
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? literal(value)
    : "null";
}

const width = 100;

/** Words in lines of at most 100 characters, each behind `// `. */
export function lineComment(text: string): string {
  return wrapped(text, width - 3)
    .map((line) => `// ${line}`)
    .join("\n");
}

/** A doc comment, on one line if it fits. */
export function docComment(text: string): string {
  const lines = wrapped(text.replaceAll("*/", "* /"), width - 7);
  if (lines.length === 1) return `/** ${lines[0] ?? ""} */`;
  return ["/**", ...lines.map((line) => ` * ${line}`), " */"].join("\n");
}

function wrapped(text: string, limit: number): string[] {
  const words = text
    .replaceAll(invisible, "")
    .split(/[\s\u0000-\u001f]+/)
    .filter((word) => word !== "");
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < limit) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
