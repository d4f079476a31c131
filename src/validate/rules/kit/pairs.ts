import type { SyncFacts } from "../../facts/types.ts";

/**
 * The partners of a sync with which it surely writes the same rows: of a replace and an incremental sync on one
 * database the replace removes every row it does not write itself, so both have all of them.
 */
export function sameRows(sync: SyncFacts): SyncFacts[] {
  const other = sync.mode === "replace" ? "incremental" : "replace";
  if (sync.mode !== "replace" && sync.mode !== "incremental") return [];
  return sync.partners.filter(({ mode }) => mode === other);
}
