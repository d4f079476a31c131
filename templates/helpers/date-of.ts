import * as Builder from "@notionhq/workers/builder";
import { isoOf } from "./iso-of.js";

/** A calendar day; of an instant, the day in UTC. */
export function dateOf(value: unknown) {
  const iso = isoOf(value);
  return iso === undefined ? [] : Builder.date(iso.slice(0, 10));
}
