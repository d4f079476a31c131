import type { ReadPartition } from "./partitioned.js";
import { textOf } from "./text-of.js";

/** The same reading, with the partition before each key: its ids say nothing outside of it. */
export function keyedInside<Change extends { key: string }, State>(
  primaryKey: string,
  read: ReadPartition<Change, State>,
): ReadPartition<Change, State> {
  return async (partition, state) => {
    const page = await read(partition, state);
    const changes = page.changes.map((change) => {
      const key = `${partition}:${change.key}`;
      const { properties } = change as { properties?: object };
      const shown = properties && { properties: { ...properties, [primaryKey]: textOf(key) } };
      return { ...change, key, ...shown };
    });
    return { ...page, changes };
  };
}
