import { entry } from "../entry.ts";
import { fewOf } from "../few-of.ts";

export const validateProblems = {
  "validate/no-worker": entry<{ files: number }>({
    exit: 4,
    message: ({ files }) =>
      files === 0
        ? "Missing worker: there is no TypeScript or JavaScript under src/."
        : `Missing worker: none of the ${files} files under src/ has a \`new Worker()\` whose Worker comes from "@notionhq/workers".`,
    fix: () => "Run it in the folder of a worker, or name that folder: create-sync validate --cwd <dir>",
  }),
  "validate/syntax-error": entry<{ detail: string }>({
    exit: 4,
    message: ({ detail }) => `Invalid code: ${detail} Rules are judged over files that parse.`,
    fix: () => "Mend it (`npx tsc --noEmit` shows every error), then run the command again.",
  }),
  "validate/too-large": entry<{ limit: number }>({
    exit: 4,
    message: ({ limit }) => `Too large: the files under src/ have more than ${limit} bytes together.`,
    fix: () => "Move data out of src/, then run the command again.",
  }),
  "validate/unknown-rule": entry<{ rule: string; nearest?: string | undefined; rules: readonly string[] }>({
    exit: 2,
    message: ({ rule }) => `Unknown rule "${rule}".`,
    fix: ({ nearest, rules }) =>
      nearest === undefined
        ? `The rules: ${fewOf(rules, "all of them in the skill sync-validate")}`
        : `Did you mean ${nearest}?`,
  }),
  "validate/unknown-file": entry<{ file: string }>({
    exit: 2,
    message: ({ file }) => `Unknown file "${file}": it is not one of the worker's files under src/.`,
    fix: () => "Name a file as it is seen from the worker's folder, such as src/index.ts.",
  }),
};
