import * as Builder from "@notionhq/workers/builder";
import { plain } from "./plain.js";

/** A relation to the row of another database that has this key; Notion leaves it out where there is no such row yet. */
export function relationOf(key: unknown) {
  const text = plain(key);
  return text === undefined ? [] : [Builder.relation(text)];
}
