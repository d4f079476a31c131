import { parseParam, parseSet } from "../plan/answer.ts";
import { sayPath, type FieldPath } from "../plan/field-path.ts";
import { inlineYaml } from "../plan/inline.ts";
import { printableJson } from "../problems/printable.ts";
import type { Setting } from "./answers.ts";

/** A `--param` or `--set` of the command line. Throws a Problem if it is neither. */
export function readGiven(flag: Setting["flag"], text: string): Setting {
  const { path } = flag === "param" ? parseParam(text) : parseSet(text);
  return { flag, field: sayPath(path), text };
}

/** The answer that sets a plan field; undefined takes the field out, so that its default applies. */
export function settingOf(path: FieldPath, value: unknown): Setting {
  const field = sayPath(path);
  const [first, second, name] = path;
  if (first === "source" && second === "params" && path.length === 3) {
    return { flag: "param", field, text: `${String(name)}=${String(value)}` };
  }
  return { flag: "set", field, text: `${field}=${printValue(value)}` };
}

/** The value as `--set` reads it back: text as it stands where that is not taken for something else. */
function printValue(value: unknown): string {
  if (value === undefined) return "";
  if (typeof value !== "string") return inlineYaml(value);
  return readsBack(value) ? value : printableJson(value);
}

function readsBack(text: string): boolean {
  return !/^\s*["'[{]/.test(text) && parseSet(`name=${text}`).value === text;
}
