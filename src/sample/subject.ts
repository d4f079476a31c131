import { wordsOf } from "./json.ts";
import type { Column } from "./types.ts";

// Objects that merely wrap what belongs to the record itself.
const wrappers =
  /^(node|attributes?|fields?|properties|data|resource|item|object|sys|metadata|meta|record|system|info|details|value|document|source|basic ?info|audit|audit ?info|dates?|timestamps?)$/;

/** Whether a value belongs to the record itself, and is not that of another thing inside of it, such as its owner. */
export function isOwn({ names }: Pick<Column, "names">): boolean {
  return names.slice(0, -1).every((name) => wrappers.test(wordsOf(name).join(" ")));
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
