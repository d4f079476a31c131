/** What `pick` finds in each item of a list; nothing if there is no list. */
export function each<Item>(
  list: readonly Item[] | null | undefined,
  pick: (item: NonNullable<Item>) => unknown,
): unknown[] {
  return Array.isArray(list) ? list.filter((item) => item !== null && item !== undefined).map(pick) : [];
}
