import * as Builder from "@notionhq/workers/builder";
import { isoOf } from "./iso-of.js";

/** A calendar day; of an instant, the day in UTC. A day that does not exist (February 30) counts as empty. */
export function dateOf(value: unknown) {
  const iso = isoOf(value);
  if (iso === undefined) return [];
  const dayOnly = String(value).length === 10;
  return dayOnly && !iso.startsWith(String(value)) ? [] : Builder.date(iso.slice(0, 10));
}
