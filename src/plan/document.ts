import { isCollection, isMap, isNode, isScalar, isSeq, type Document, type Node } from "yaml";
import type { Place } from "../problems/problem.ts";
import { sayPath, type FieldPath } from "./field-path.ts";
import { parseYaml, placeAt, type ParsedYaml } from "./parse.ts";

/** A plan's text with its value, and the way back from a field to the line the user wrote. */
export type PlanDocument = {
  text: string;
  yaml: Document;
  /** The plain value of the text; nothing in it is checked against the schema yet. */
  value: unknown;
  /** The text before any `--set`; `file` is undefined when the user has never seen it (a template). */
  origin: { file?: string | undefined; parsed: ParsedYaml };
  /** Paths that answers (`--set`, `--param`) changed: the user wrote those elsewhere. */
  answered: readonly FieldPath[];
};

/** Finds where a field stands, or would have to be added. */
export type Locate = (path: FieldPath, part?: "key" | "value") => Place;

/** Parses a plan without checking its fields; throws problems of the YAML itself. `file` is the name to show. */
export function parsePlan(text: string, file?: string): PlanDocument {
  const parsed = parseYaml(text, file);
  return { text, yaml: parsed.yaml, value: parsed.value, origin: { file, parsed }, answered: [] };
}

/** The text to keep: what the user wrote, with the answers in it. */
export function printPlan(document: PlanDocument): string {
  return document.text;
}

/**
 * The place of a field in the file the user has; of its nearest parent if it is missing. Values that came from
 * answers have a path and no line.
 */
export function locateIn(document: PlanDocument): Locate {
  const { file, parsed } = document.origin;
  return (path, part = "value") => {
    const shown = path.length === 0 ? {} : { path: sayPath(path) };
    if (document.answered.some((answer) => startsWith(path, answer))) return shown;
    return { ...placeAt(findOffset(parsed.yaml, path, part), parsed.lines, file), ...shown };
  };
}

/** For a plan that came as a value and not as a text: paths only. */
export const locateByPath: Locate = (path) => (path.length === 0 ? {} : { path: sayPath(path) });

function startsWith(path: FieldPath, start: FieldPath): boolean {
  return start.every((step, index) => path[index] === step);
}

function findOffset(yaml: Document, path: FieldPath, part: "key" | "value"): number {
  let node = yaml.contents as Node | null;
  let offset = node?.range?.[0] ?? 0;
  for (const [index, step] of path.entries()) {
    const pair = isMap(node)
      ? node.items.find((item) => isScalar(item.key) && item.key.value === step)
      : undefined;
    const next = isSeq(node) && typeof step === "number" ? node.items[step] : pair?.value;
    const key = isNode(pair?.key) ? pair.key : undefined;
    if (key === undefined && !isNode(next)) return offset;
    node = isNode(next) ? next : null;
    const wantsKey = part === "key" || index < path.length - 1 || isCollection(node) || node === null;
    offset = (key && wantsKey ? key : node)?.range?.[0] ?? offset;
  }
  return offset;
}
