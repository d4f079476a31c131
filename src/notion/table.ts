import type { Upsert } from "../run/changes.ts";
import type { NotionRow, PlatformSettings } from "./types.ts";

/** The rows of all databases of a worker, by the database's key, then by the row's. */
export type Tables = {
  rows(databaseKey: string): ReadonlyMap<string, NotionRow>;
  /** Puts a row in place unless the one there is newer; says whether it did. */
  upsert(change: Upsert, by: Writer): boolean;
  /** Takes a row away; says whether there was one. */
  remove(databaseKey: string, key: string): boolean;
};

/** Which sync writes, and when (ms since 1970). */
export type Writer = { key: string; at: number };

/** Databases without rows. `omitted` says what becomes of a property that an upsert leaves out. */
export function createTables({ omitted }: Pick<PlatformSettings, "omitted">): Tables {
  const tables = new Map<string, Map<string, NotionRow>>();
  let created = 0;
  const tableOf = (databaseKey: string): Map<string, NotionRow> => {
    const table = tables.get(databaseKey) ?? new Map<string, NotionRow>();
    tables.set(databaseKey, table);
    return table;
  };
  return {
    rows: tableOf,
    upsert({ databaseKey, key, properties, updatedAt }, by) {
      const table = tableOf(databaseKey);
      const old = table.get(key);
      if (old && isOlder(updatedAt, old.updatedAt)) return false;
      table.set(key, {
        id: old?.id ?? (created += 1),
        key,
        properties:
          omitted === "kept" && old ? new Map([...old.properties, ...properties]) : new Map(properties),
        updatedAt,
        writtenAt: by.at,
        writtenBy: by.key,
      });
      return true;
    },
    remove: (databaseKey, key) => tableOf(databaseKey).delete(key),
  };
}

// A time that is missing or cannot be read never loses.
function isOlder(one: string | undefined, other: string | undefined): boolean {
  return Date.parse(one ?? "") < Date.parse(other ?? "");
}
