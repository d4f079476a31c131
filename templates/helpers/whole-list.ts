/** Reads a list with pages of its own to its end; a longer one than expected is an error, because cut short it would look whole. */
export async function wholeList<Item>(
  title: string,
  read: (at?: string) => Promise<{ records: Item[]; next: string | undefined }>,
  most: { entries: number; pages: number },
): Promise<Item[]> {
  const items: Item[] = [];
  let at: string | undefined;
  for (let pages = 1; pages <= most.pages; pages += 1) {
    const page = await read(at);
    items.push(...page.records);
    if (items.length > most.entries)
      throw new Error(`The list of ${title} has more than ${most.entries} entries`);
    if (page.next === undefined) return items;
    at = page.next;
  }
  throw new Error(`The list of ${title} did not end after ${most.pages} pages`);
}
