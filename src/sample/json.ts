import { printableJson } from "../problems/printable.ts";
import { answerPath } from "../source/path.ts";
import type { JsonObject } from "./types.ts";

/** Whether a value is an object of JSON, and no list. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether a value says anything: not missing, null or an empty text. */
export function isFilled(value: unknown): boolean {
  return value !== undefined && value !== null && value !== "";
}

/** The value at a way of names and places in lists; undefined if there is none. */
export function valueAt(value: unknown, way: readonly (string | number)[]): unknown {
  return way.reduce<unknown>((inner, step) => {
    if (typeof step === "number") return Array.isArray(inner) ? (inner as unknown[])[step] : undefined;
    return isObject(inner) && Object.hasOwn(inner, step) ? inner[step] : undefined;
  }, value);
}

/** A way as a plan writes it: `data.items`, `["@odata.nextLink"]`; undefined for one that no plan can hold. */
export function pathOf(way: readonly (string | number)[]): string | undefined {
  const text = way
    .map((step) =>
      typeof step === "number"
        ? `[${step}]`
        : /^[A-Za-z_$@][\w$@-]{0,99}$/.test(step)
          ? `.${step}`
          : `["${step}"]`,
    )
    .join("")
    .replace(/^\./, "");
  const read = answerPath(text);
  const isSame = read?.length === way.length && read.every((step, index) => step === way[index]);
  return isSame && text.length <= 300 ? text : undefined;
}

/** A path or name for a sentence: in quotes, on one line, with nothing that a terminal or a comment could take for more. */
export function shown(path: string): string {
  return path === "" ? "the whole answer" : printableJson(path);
}

/** The words of a name, in small letters: `lastModifiedAt`, `last_modified-at` → last, modified, at. */
export function wordsOf(name: string): string[] {
  return name
    .slice(0, 200)
    .replaceAll(/(\p{Ll}|\d)(\p{Lu})/gu, "$1 $2")
    .replaceAll(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
}

/** A name without what differs between styles: `next_cursor`, `nextCursor` → nextcursor. */
export function plainName(name: string): string {
  return wordsOf(name).join("");
}
