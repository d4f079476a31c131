import { wordsOf } from "./json.ts";
import type { Column } from "./types.ts";

// Objects that merely wrap what belongs to the record itself.
const wrappers =
  /^(node|attributes?|fields?|properties|data|resource|item|object|sys|metadata|meta|record|system|info|details|value|document|source|basic ?info|audit|audit ?info|dates?|timestamps?)$/;

/**
 * Whether a value belongs to the record itself, and is not that of another thing inside of it, such as its owner:
 * `body` is the name of the object that all of a record is in, if there is one.
 */
export function isOwn(names: readonly string[], body: string | undefined): boolean {
  return names
    .slice(0, -1)
    .every((name, at) => (at === 0 && name === body) || wrappers.test(wordsOf(name).join(" ")));
}

/**
 * The object that all of a record is in, as in `[{ score: 1, package: { … } }]`: with most of all places, beside three
 * values at most. Undefined where the record is that object itself.
 */
export function findBody(ways: readonly (readonly string[])[]): string | undefined {
  const beside = ways.filter(({ length }) => length === 1).length;
  const inside = new Map<string, number>();
  for (const [name = "", ...rest] of ways) if (rest.length > 0) inside.set(name, (inside.get(name) ?? 0) + 1);
  const [body] = [...inside].filter(([, count]) => count >= 0.6 * ways.length && count > beside);
  return beside <= 3 ? body?.[0] : undefined;
}

/** The name that says what a column is: its last one, or the one before where the last only says in which form. */
export function tellingName({ names }: Pick<Column, "names">): string {
  const last = names.at(-1) ?? "";
  const isForm =
    /^(rendered|text|plain ?text|raw|value|content|en|en us|default|iso|date ?time|date|formatted|\$?t|\$date)$/;
  return names.length > 1 &&
    isForm.test(wordsOf(last).join(" ")) &&
    !wrappers.test(wordsOf(names.at(-2) ?? "").join(" "))
    ? (names.at(-2) ?? last)
    : last;
}
