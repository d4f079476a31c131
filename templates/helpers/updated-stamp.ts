import { isoOf } from "./iso-of.js";

/**
 * Tells Notion which of two writes is the newer one, so that a slow full walk never undoes a fresh change. A time more
 * than a day ahead is a mistake of the source, and would win against every correction.
 */
export function updatedStamp(value: unknown): { upstreamUpdatedAt?: string } {
  const iso = isoOf(value);
  const isBelievable = iso !== undefined && Date.parse(iso) < Date.now() + 86_400_000;
  return isBelievable ? { upstreamUpdatedAt: iso } : {};
}
