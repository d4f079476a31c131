import {
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  type Document,
  type Node,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import type { PlanDocument } from "./document.ts";
import type { FieldPath } from "./field-path.ts";
import { inlineYaml } from "./inline.ts";

type Span = readonly [start: number, end: number];

/**
 * The text with one value put in, replaced or (if undefined) cut out, every other byte as it was. Undefined where
 * that cannot be done in place; the caller compares the result, so a shape not thought of here costs only layout.
 */
export function spliceYaml(
  { text, yaml }: PlanDocument,
  path: FieldPath,
  value: unknown,
): string | undefined {
  const { parent, depth } = findParent(yaml, path);
  const step = path[depth];
  if (!parent || step === undefined) return undefined;
  if (value === undefined) return depth === path.length - 1 ? cut(text, parent, step) : undefined;
  const next = nest(path.slice(depth + 1), value);
  const child = childOf(parent, step);
  return child ? replace(text, child, next) : insert(text, parent, { step, value: next });
}

/** The deepest collection on the way to a path, and the position of the step that leads out of it. */
export function findParent(
  yaml: Document,
  path: FieldPath,
): { parent: YAMLMap | YAMLSeq | undefined; depth: number } {
  let parent = isMap(yaml.contents) || isSeq(yaml.contents) ? yaml.contents : undefined;
  let depth = 0;
  while (parent && depth < path.length - 1) {
    const child = childOf(parent, path[depth] ?? "");
    if (!isMap(child) && !isSeq(child)) break;
    parent = child;
    depth += 1;
  }
  return { parent, depth };
}

/** `nest(["a", "b"], 1)` → `{a: {b: 1}}`. */
export function nest(path: FieldPath, value: unknown): unknown {
  return path.reduceRight((inner, step) => ({ [step]: inner }), value);
}

function childOf(parent: YAMLMap | YAMLSeq, step: string | number): Node | undefined {
  const child = isSeq(parent) ? parent.items[Number(step)] : pairOf(parent, step)?.value;
  return isNode(child) ? child : undefined;
}

function pairOf(parent: YAMLMap, step: string | number) {
  return parent.items.find((item) => isScalar(item.key) && item.key.value === step);
}

function spanOf(node: unknown): Span | undefined {
  return isNode(node) && node.range ? [node.range[0], node.range[1]] : undefined;
}

function replace(text: string, child: Node, value: unknown): string | undefined {
  const [start, end] = spanOf(child) ?? [0, 0];
  if (isCollection(child) && !child.flow) {
    // A list of mappings stays a list with a line for each; other blocks are left to the parser.
    if (!isSeq(child) || !Array.isArray(value) || value.length === 0) return undefined;
    const until = lineEnd(text, end);
    return (
      text.slice(0, start) + itemLines(value).join(breakOf(text) + indentAt(text, start)) + text.slice(until)
    );
  }
  const space = start === end && text[start - 1] === ":" ? " " : "";
  return text.slice(0, start) + space + inlineYaml(value) + text.slice(end);
}

function insert(
  text: string,
  parent: YAMLMap | YAMLSeq,
  { step, value }: { step: string | number; value: unknown },
): string {
  const [start, end] = spanOf(parent) ?? [0, 0];
  const name = isMap(parent) ? `${inlineYaml(String(step))}:` : "-";
  const added = isMap(parent) ? `${name} ${inlineYaml(value)}` : inlineYaml(value);
  const [, lastEnd] = spanOf(lastNode(parent)) ?? [0, 0];
  if (parent.flow) {
    if (lastEnd === 0) return `${text.slice(0, start + 1)} ${added} ${text.slice(end - 1).trimStart()}`;
    return `${text.slice(0, lastEnd)}, ${added}${text.slice(lastEnd)}`;
  }
  const indent = indentAt(text, start);
  const isLong = Array.isArray(value) && value.some((item) => typeof item === "object");
  const lines = isLong
    ? [name, ...itemLines(value).map((line) => `  ${line}`)]
    : [isMap(parent) ? added : `- ${added}`];
  // Behind the comment of the last line.
  const until = lineEnd(text, lastEnd);
  return (
    text.slice(0, until) + lines.map((line) => breakOf(text) + indent + line).join("") + text.slice(until)
  );
}

function itemLines(items: readonly unknown[]): string[] {
  return items.map((item) => `- ${inlineYaml(item)}`);
}

function indentAt(text: string, offset: number): string {
  return " ".repeat(offset - lineStart(text, offset));
}

function breakOf(text: string): string {
  return text.includes("\r\n") ? "\r\n" : "\n";
}

function lastNode(parent: YAMLMap | YAMLSeq): unknown {
  const last = parent.items.at(-1);
  if (!isPair(last)) return last;
  return spanOf(last.value) ? last.value : last.key;
}

function cut(text: string, parent: YAMLMap | YAMLSeq, step: string | number): string | undefined {
  const index = isSeq(parent)
    ? Number(step)
    : parent.items.findIndex((item) => item === pairOf(parent, step));
  const spans = parent.items.map((item) => (isPair(item) ? spanOfPair(item) : spanOf(item)));
  const [before, own, after] = [spans[index - 1], spans[index], spans[index + 1]];
  if (!own || spans.length < 2) return undefined;
  if (parent.flow) {
    if (after) return text.slice(0, own[0]) + text.slice(after[0]);
    return before && text.slice(0, before[1]) + text.slice(own[1]);
  }
  const start = lineStart(text, own[0]);
  if (!/^\s*(- +)?$/.test(text.slice(start, own[0]))) return undefined;
  return text.slice(0, start) + text.slice(lineEnd(text, own[1])).replace(/^\r?\n/, "");
}

function spanOfPair(pair: { key: unknown; value: unknown }): Span | undefined {
  const key = spanOf(pair.key);
  return key && [key[0], spanOf(pair.value)?.[1] ?? key[1]];
}

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf("\n", offset - 1) + 1;
}

/** Where the line of a value ends, before its line break; a value's span may reach behind that break. */
function lineEnd(text: string, offset: number): number {
  const found = text.indexOf("\n", text[offset - 1] === "\n" ? offset - 1 : offset);
  const end = found < 0 ? text.length : found;
  return text[end - 1] === "\r" ? end - 1 : end;
}
