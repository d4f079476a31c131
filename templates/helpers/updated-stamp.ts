import { isoOf } from "./iso-of.js";

/** Tells Notion which of two writes is the newer one, so that a slow full walk never undoes a fresh change. */
export function updatedStamp(value: unknown): { upstreamUpdatedAt?: string } {
  const iso = isoOf(value);
  return iso === undefined ? {} : { upstreamUpdatedAt: iso };
}
