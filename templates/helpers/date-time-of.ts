import * as Builder from "@notionhq/workers/builder";
import { isoOf } from "./iso-of.js";

/** An instant. The zone is written out because Builder.dateTime() drops an offset without a word. */
export function dateTimeOf(value: unknown) {
  const iso = isoOf(value);
  return iso === undefined ? [] : Builder.dateTime(iso, "UTC");
}
