import { splitSlots, type RequestFacts, type Slot } from "../source/request-schema.ts";
import { isRecord } from "../world/nested.ts";

type Sent = { path: string; query: URLSearchParams; body: unknown };

/**
 * What a request sends for each slot of the plan's request: `updated >= $since` is compared with the parameter of the
 * same name, and the text in the slot's place is its value. A part of the request that does not fit gives nothing.
 */
export function readSlots(facts: RequestFacts, sent: Sent): ReadonlyMap<Slot, string> {
  const found = new Map<Slot, string>();
  take(facts.path, sent.path, found);
  for (const [name, template] of Object.entries(facts.query)) {
    const value = sent.query.get(name);
    if (value !== null) take(String(template), value, found);
  }
  takeBody(facts.body, sent.body, found);
  return found;
}

/** Whether a path fits the path of a plan's request, slots included. */
export function fitsPath(template: string, path: string): boolean {
  return template === path || (template.includes("$") && matcher(template).test(path));
}

function takeBody(template: unknown, value: unknown, found: Map<Slot, string>): void {
  if (typeof template === "string" && (typeof value === "string" || typeof value === "number")) {
    take(template, String(value), found);
  } else if (Array.isArray(template) && Array.isArray(value)) {
    for (const [index, inner] of template.entries()) takeBody(inner, value[index], found);
  } else if (isRecord(template) && isRecord(value)) {
    for (const [name, inner] of Object.entries(template))
      if (Object.hasOwn(value, name)) takeBody(inner, value[name], found);
  }
}

function take(template: string, value: string, found: Map<Slot, string>): void {
  const slots = splitSlots(template).flatMap((part) => ("slot" in part ? [part.slot] : []));
  if (slots.length === 0) return;
  const match = matcher(template).exec(value);
  for (const [index, slot] of slots.entries()) {
    const text = match?.[index + 1];
    if (text !== undefined && !found.has(slot)) found.set(slot, text);
  }
}

const matchers = new Map<string, RegExp>();

function matcher(template: string): RegExp {
  const known = matchers.get(template);
  if (known !== undefined) return known;
  const parts = splitSlots(template).map((part) =>
    "slot" in part ? "(.*?)" : part.text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`),
  );
  const made = new RegExp(`^${parts.join("")}$`, "s");
  if (matchers.size > 200) matchers.clear();
  matchers.set(template, made);
  return made;
}
