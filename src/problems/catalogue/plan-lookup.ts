import { entry } from "../entry.ts";

/** What the gate says of values that are put together: names behind ids, and texts joined by blanks. */
export const planLookupProblems = {
  "plan/lookup-unknown": entry<{ lookup: string; known: string; near?: string | undefined }>({
    exit: 2,
    message: ({ lookup, known }) =>
      `Expected lookup to name one of source.lookups${known === "" ? ", of which there are none" : ` (${known})`}; there is no "${lookup}".`,
    fix: ({ lookup, near }) =>
      near
        ? `Did you mean ${near}?`
        : `Describe it: \`lookups: { ${lookup}: { request: { path: /${lookup} }, records: data, id: id, value: name } }\`.`,
  }),
  "plan/lookup-type": entry<{ name: string; type: string; types: string }>({
    exit: 2,
    message: ({ name, type, types }) =>
      `Expected ${types} for what is looked up: "${name}" is of type ${type}, which could not show the id of an entry that is gone.`,
    fix: () => "Change the type, or remove lookup.",
  }),
  "plan/lookup-of-read": entry<{ one: string }>({
    exit: 2,
    message: ({ one }) =>
      `Expected no lookup where each ${one} of the changes is read on its own (source.changes.read): its directory would be read for every single one.`,
    fix: () => "Remove lookup from the fields, or choose changes that hold the records.",
  }),
  "plan/lookup-too-long": entry<{ requests: number; seconds: number; budget: number }>({
    exit: 2,
    message: ({ requests, seconds, budget }) =>
      `Expected smaller directories: with them a page may take ${requests} requests, ${seconds} seconds at the API's limit, and a run has ${budget}.`,
    fix: () => "Lower most, or raise the size of the directory's pages.",
  }),
  "plan/lookup-unpaged": entry<{ lookup: string }>({
    exit: 2,
    message: ({ lookup }) =>
      `Expected pages of kind relay for the GraphQL list "${lookup}": that kind refuses an answer with errors, which would leave entries out.`,
    fix: ({ lookup }) => `Write \`page: { kind: relay, connection: data.${lookup} }\`.`,
  }),
  "plan/children-too-slow": entry<{ size: number; each: number; seconds: number; fitting: number }>({
    exit: 2,
    message: ({ size, each, seconds }) =>
      `Expected shorter lists or smaller pages: up to ${each} requests for each of ${size} records take ${seconds} seconds at the API's limit, and a run has two minutes.`,
    fix: ({ fitting }) =>
      fitting < 1
        ? "Lower most, or raise the size of the lists' pages."
        : `Lower the size of the record pages to ${fitting}, or most.`,
  }),
  "plan/children-of-entries": entry<{ one: string }>({
    exit: 2,
    message: ({ one }) =>
      `Expected no source.children where changes come as entries: what an entry holds is the ${one} as it was, and its list would be as it is.`,
    fix: () => "Leave the lists as short as the records hold them, or choose changes that are records.",
  }),
  "plan/words-misfit": entry<{ name: string; type: string }>({
    exit: 2,
    message: ({ name, type }) =>
      `Expected title, richText or select for several values joined by blanks, but "${name}" is of type ${type}.`,
    fix: () => "Change the type, or take the inner brackets away: then the first that has a value is shown.",
  }),
};
