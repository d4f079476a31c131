/** What `pick` finds in each item of a list, where it finds something; nothing if there is no list. */
export function each<Item>(
  list: readonly Item[] | null | undefined,
  pick: (item: NonNullable<Item>) => unknown,
): unknown[] {
  const items = Array.isArray(list) ? list.filter((item) => item !== null && item !== undefined) : [];
  return items.map(pick).filter((value) => value !== null && value !== undefined && value !== "");
}
