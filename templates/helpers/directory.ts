import { plain } from "./plain.js";

/** What ids are called, by id. */
export type Directory = ReadonlyMap<string, string>;

type DirectoryPage<Entry, Place> = {
  records: Entry[];
  next?: Place | undefined;
  refused?: string | undefined;
};

type DirectoryReader<Entry, Place> = {
  read: (at?: Place) => Promise<DirectoryPage<Entry, Place>>;
  idOf: (entry: Entry) => unknown;
  nameOf: (entry: Entry) => unknown;
  most: { entries: number; pages: number };
};

/**
 * Reads a directory to its end, if there is an id to be found in it. A longer one than expected is an error: cut short, it
 * would put ids where names were.
 */
export async function readDirectory<Entry, Place>(
  title: string,
  ids: readonly unknown[],
  { read, idOf, nameOf, most }: DirectoryReader<Entry, Place>,
): Promise<Directory> {
  const names = new Map<string, string>();
  if (ids.every((id) => plain(id) === undefined)) return names;
  let entries = 0;
  let at: Place | undefined;
  for (let pages = 1; pages <= most.pages; pages += 1) {
    const page = await read(at);
    for (const entry of page.records) {
      const [id, name] = [plain(idOf(entry)), plain(nameOf(entry))];
      if (id !== undefined && name !== undefined) names.set(id, name);
    }
    entries += page.records.length;
    if (page.refused !== undefined) throw new Error(`The directory of ${title}: ${page.refused}`);
    if (entries > most.entries)
      throw new Error(`The directory of ${title} has more than ${most.entries} entries`);
    if (page.next === undefined) return names;
    at = page.next;
  }
  throw new Error(`The directory of ${title} did not end after ${most.pages} pages`);
}
