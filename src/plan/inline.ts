import { parse } from "yaml";
import { printableJson } from "../problems/printable.ts";

/** A value as YAML on one line, safe inside of `{ }` and `[ ]`; plain where that reads back as the same value. */
export function inlineYaml(value: unknown): string {
  if (typeof value === "string") return isPlain(value) ? value : printableJson(value);
  if (Array.isArray(value)) return `[${value.map(inlineYaml).join(", ")}]`;
  if (typeof value !== "object" || value === null) return String(value);
  const pairs = Object.entries(value).filter(([, each]) => each !== undefined);
  if (pairs.length === 0) return "{}";
  return `{ ${pairs.map(([name, each]) => `${inlineYaml(name)}: ${inlineYaml(each)}`).join(", ")} }`;
}

// Nothing that YAML could take for structure; what is left may still be a number, `true` or `null`.
function isPlain(text: string): boolean {
  return (
    /^[\p{L}\p{N}\p{Emoji_Presentation}(/][\p{L}\p{N} _./()@+–-]*$/u.test(text) &&
    !text.endsWith(" ") &&
    text.length <= 200 &&
    parse(text) === text
  );
}
