import { z } from "zod";
import { form, line, queryName, scalar, valuePath } from "./atoms.ts";

/** A test of one field of a record. */
export const conditionSchema = z.union(
  [
    z.strictObject({ field: valuePath, is: z.enum(["absent", "present"]) }),
    z.strictObject({ field: valuePath, equals: scalar }),
  ],
  "a test like { field: deleted, equals: true } or { field: pull_request, is: absent }",
);

/** What only the running code knows. In a request it stands as `$cursor`, alone or inside a text. */
export const slots = [
  "since",
  "until",
  "cursor",
  "token",
  "time",
  "id",
  "page",
  "offset",
  "ids",
  "partition",
] as const;

export type Slot = (typeof slots)[number];

const jsonKey = line(200);
const longest = 20_000;

/** A value of a JSON body; its texts may have lines, as a GraphQL document has. */
const bodyValue = z.json().refine((value) => JSON.stringify(value).length <= longest, {
  message: `JSON of at most ${longest} characters`,
});

export const requestSchema = z.strictObject({
  method: z.enum(["GET", "POST"]).default("GET"),
  path: form("a path that begins with / (no query; placeholders like {repository})", 500, /^\/[^\s?#\\]*$/),
  query: z
    .record(queryName, z.union([scalar, line(4000), z.literal("")], "text, a number, true or false"))
    .default({}),
  /** What a POST sends, as JSON. */
  body: z.record(jsonKey, bodyValue).optional(),
});

export type Condition = z.infer<typeof conditionSchema>;
export type RequestFacts = z.infer<typeof requestSchema>;

const slotPattern = new RegExp(`\\$(${slots.join("|")})(?![A-Za-z0-9_])`, "g");

/** The parts of a text that holds slots: `updated >= $since` is a text and a slot. */
export function splitSlots(text: string): ({ text: string } | { slot: Slot })[] {
  const parts: ({ text: string } | { slot: Slot })[] = [];
  let end = 0;
  for (const match of text.matchAll(slotPattern)) {
    if (match.index > end) parts.push({ text: text.slice(end, match.index) });
    parts.push({ slot: match[1] as Slot });
    end = match.index + match[0].length;
  }
  if (end < text.length || parts.length === 0) parts.push({ text: text.slice(end) });
  return parts;
}

/** The slots that a request sends in its path, query or body, each as often as it stands there. */
export function slotsOf({ path, query, body }: RequestFacts): Slot[] {
  const texts = [path, ...Object.values(query), ...(body === undefined ? [] : textsOf(body))];
  return texts
    .filter((value) => typeof value === "string")
    .flatMap(splitSlots)
    .flatMap((part) => ("slot" in part ? [part.slot] : []));
}

/** Every text inside a JSON value. */
export function textsOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value.flatMap(textsOf);
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsOf) : [];
}
