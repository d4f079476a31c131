import { entry } from "../entry.ts";

export const filesProblems = {
  "files/not-a-worker": entry<{ name: string }>({
    exit: 4,
    message: ({ name }) =>
      `Expected a Notion worker, but ${name} does not depend on @notionhq/workers: syncs are only added to workers.`,
    fix: () =>
      "Start in an empty folder (`create-sync my-worker`), or make this one a worker: " +
      "`npm install @notionhq/workers && npm install --save-dev tsx typescript@~5.9.3 @types/node`",
  }),
  "files/helpers-taken": entry<{ name: string; place: string }>({
    exit: 4,
    message: ({ name, place }) =>
      `Expected src/sync-helpers.ts to be free or ours, but it is another module and has its own \`${name}\` (${place}).`,
    fix: () => "Rename that file (its imports follow in most editors) and run the command again.",
  }),
};
