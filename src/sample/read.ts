import { findJsonFault } from "../problems/json-fault.ts";
import { Problem, type Place } from "../problems/problem.ts";
import { findDanger, type Danger } from "./danger.ts";
import { isObject } from "./json.ts";
import type { Sample } from "./types.ts";

/** More than any page of a list has; `sayMost` in words. */
export const mostBytes = 20_000_000;
export const sayMost = "20 MB";

/**
 * Reads one saved answer. Throws a problem that says what to do where it is no JSON (lines of JSON, CSV and web pages
 * are told apart), is nested too deep, has a name twice in one object, or a name of prototypes.
 */
export function readSample(text: string, name: string): Sample {
  const place = { file: name };
  const plain = text.replace(/^\uFEFF/, "");
  if (plain.trim() === "") throw new Problem("sample/empty", {}, place);
  const danger = findDanger(plain);
  if (danger?.kind === "deep") throw new Problem("sample/too-deep", {}, place);
  const body = parse(plain, place);
  if (danger) throw dangerProblem(danger, place);
  return { name, body };
}

function parse(text: string, place: Place): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw otherForm(text, place) ?? notJson(text, place);
  }
}

function dangerProblem(danger: Exclude<Danger, { kind: "deep" }>, place: Place): Problem {
  const { kind, name } = danger;
  return kind === "twice"
    ? new Problem("sample/duplicate-name", { name: name.slice(0, 80) }, place)
    : new Problem("sample/prototype-name", { name }, place);
}

function notJson(text: string, place: Place): Problem {
  // The search for the fault keeps what it has read in memory; far into a large file the words are enough.
  const fault = text.length < 1_000_000 ? findJsonFault(text) : undefined;
  if (!fault) return new Problem("sample/not-json", { expected: "JSON" }, place);
  const before = text.slice(0, fault.position).split("\n");
  const position = { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
  return new Problem("sample/not-json", { expected: fault.expected }, { ...place, ...position });
}

/** What people save by mistake, by its first lines. */
function otherForm(text: string, place: Place): Problem | undefined {
  const lines = text
    .slice(0, 200_000)
    .split(/\r?\n/, 20)
    .filter((line) => line.trim() !== "");
  const [first = "", second = ""] = lines;
  if (first.trimStart().startsWith("<")) return new Problem("sample/markup", {}, place);
  if (/^HTTP\/\d/.test(first)) return new Problem("sample/headers", {}, place);
  if (isJsonObject(first) && isJsonObject(second)) return new Problem("sample/json-lines", {}, place);
  const isTable = [",", ";", "\t"].some((sign) => {
    const cells = first.split(sign).length;
    return cells > 1 && second.split(sign).length === cells;
  });
  return isTable && /^["\p{L}]/u.test(first) ? new Problem("sample/csv", {}, place) : undefined;
}

function isJsonObject(line: string): boolean {
  try {
    return isObject(JSON.parse(line));
  } catch {
    return false;
  }
}
