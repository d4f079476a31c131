import { helpers, type Mutant } from "./mutant.ts";

/** Names behind ids, and lists inside of records. */
export const names: readonly Mutant[] = [
  {
    name: "a directory is kept by the module",
    of: "intercom.conversations",
    file: helpers,
    find: "if (ids.every((id) => plain(id) === undefined)) return names;",
    replace:
      "const memory = readDirectory as unknown as { kept?: Map<string, Directory> };\n" +
      "const known = (memory.kept ??= new Map()).get(title);\n" +
      "if (known) return known;\nmemory.kept.set(title, names);",
    killedBy: "renamed-entry",
    kinds: ["stale", "late", "wrong"],
  },
  {
    name: "an id without a name is dropped",
    of: "intercom.conversations",
    file: helpers,
    find: "(names.get(text) ?? text)",
    replace: "names.get(text)",
    killedBy: "forgotten-entry",
    kinds: ["stale", "wrong", "late", "not-cleared"],
  },
  {
    name: "a directory that fails is an empty one",
    of: "intercom.conversations",
    file: helpers,
    find: "const page = await read(at);",
    replace:
      "const page: DirectoryPage<Entry, Place> = await read(at).catch(() => ({ records: [], next: undefined }));",
    killedBy: "failing-directory",
    kinds: ["check"],
  },
  {
    name: "a row with names has the record's own time",
    of: "intercom.conversations",
    find: "...updatedStamp(readAt),",
    replace: "...updatedStamp(epochOf(conversation.updated_at) ?? readAt),",
    killedBy: "renamed-entry",
    kinds: ["check"],
  },
  {
    name: "only the first page of a directory is read",
    of: "hubspot.contacts",
    file: helpers,
    find: "at = page.next;\n\t}\n\tthrow new Error(`The directory",
    replace: "return names;\n\t}\n\tthrow new Error(`The directory",
    killedBy: "directory-in-pages",
    kinds: ["check", "wrong", "stale", "late"],
  },
  {
    name: "a directory that is too long is cut",
    of: "intercom.conversations",
    file: helpers,
    find: "if (entries > most.entries)",
    replace: "if (entries < 0)",
    killedBy: "endless-directory",
    kinds: ["silent"],
  },
  {
    name: "a list that goes on is taken for whole",
    of: "linear.issues",
    find: 'textAt(issue, ["labels", "pageInfo", "hasNextPage"]) !== undefined',
    replace: 'textAt(issue, ["labels", "pageInfo", "hasNextPage"]) === "never"',
    killedBy: "long-child-lists",
    kinds: ["wrong", "stale", "late"],
  },
  {
    name: "a list that is too long is cut",
    of: "linear.issues",
    file: helpers,
    find: /throw new Error\(`The list of \$\{title\} did not end[^\n]*/,
    replace: "return items;",
    killedBy: "endless-child-list",
    kinds: ["silent"],
  },
];
