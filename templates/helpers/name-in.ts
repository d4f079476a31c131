import type { Directory } from "./directory.js";
import { plain } from "./plain.js";

/** What an id is called; the id itself where nobody knows, as after a user was deleted. */
export function nameIn(names: Directory, id: unknown): string | undefined {
  const text = plain(id);
  return text === undefined ? undefined : (names.get(text) ?? text);
}
