import { Problem } from "../problems/problem.ts";
import { parseFieldPath, type FieldPath } from "./field-path.ts";
import { parseYaml } from "./parse.ts";

/** One `--set path=value`; an undefined value takes the field out, so that its default applies. */
export type Answer = { path: FieldPath; value: unknown };

/**
 * Reads `schedule.delta=15m`, `fields.Status.type=richText` or `fields[2].options=[a, b]`. Numbers, true, false, quoted
 * text, lists and mappings in brackets are read as YAML; the rest is text as it stands, `Issues #1: all` too.
 */
export function parseSet(text: string): Answer {
  const match = /^((?:[^=["]|\["(?:[^"\\]|\\.)*"\]|\[\d+\])+)=([\s\S]*)$/.exec(text);
  const path = parseFieldPath(match?.[1]?.trim() ?? "");
  if (!match || !path) throw new Problem("plan/set-syntax", { text });
  return { path, value: parseValue(match[2] ?? "", text) };
}

/** Reads `repository=octo-org/app`; the value is always text. Throws `plan/param-syntax`. */
export function parseParam(text: string): Answer {
  const match = /^([a-z][A-Za-z0-9]{0,40})=([\s\S]+)$/.exec(text);
  if (!match) throw new Problem("plan/param-syntax", { text });
  return { path: ["source", "params", match[1] ?? ""], value: match[2] };
}

function parseValue(text: string, whole: string): unknown {
  const trimmed = text.trim();
  if (trimmed === "" || trimmed === "null" || trimmed === "~") return undefined;
  if (trimmed === "true" || trimmed === "false") return trimmed === "true";
  if (/^-?(0|[1-9]\d{0,14})(\.\d{1,15})?$/.test(trimmed)) return Number(trimmed);
  if (!/^[[{"']/.test(trimmed)) return text;
  try {
    return parseYaml(trimmed).value;
  } catch (error) {
    if (error instanceof Problem) throw new Problem("plan/set-syntax", { text: whole });
    throw error;
  }
}
