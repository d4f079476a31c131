import { entry } from "../entry.ts";

const byHand = "then run the command again";

export const projectProblems = {
  "project/no-worker": entry<{ file: string }>({
    exit: 4,
    message: ({ file }) =>
      `Missing worker: ${file} has no \`new Worker()\` whose Worker comes from "@notionhq/workers".`,
    fix: ({ file }) =>
      `Write \`import { Worker } from "@notionhq/workers"\`, \`const worker = new Worker()\` and \`export default worker\` in ${file}, ${byHand}.`,
  }),
  "project/several-workers": entry<{ file: string; lines: number[] }>({
    exit: 4,
    message: ({ file, lines }) =>
      `Expected one worker in ${file}, found \`new Worker()\` on lines ${lines.join(", ")}: it cannot be told which of them is deployed.`,
    fix: () => `Keep one \`new Worker()\` and register everything on it, ${byHand}.`,
  }),
  "project/worker-elsewhere": entry<{ file: string; from: string }>({
    exit: 4,
    message: ({ file, from }) =>
      `Expected the worker in ${file}, but it comes from "${from}": code is only added to the file that builds the worker.`,
    fix: ({ file }) => `Move \`const worker = new Worker()\` and its default export into ${file}, ${byHand}.`,
  }),
  "project/worker-computed": entry<{ file: string; found: string }>({
    exit: 4,
    message: ({ file, found }) =>
      `Expected a top-level constant that holds \`new Worker()\` in ${file}, found ${found}: nothing can be registered on it safely.`,
    fix: () =>
      `Write \`const worker = new Worker()\` and \`export default worker\` at the top level, ${byHand}.`,
  }),
  "project/syntax-error": entry<{ file: string; line: number; column: number; detail: string }>({
    exit: 4,
    message: ({ file, line, column, detail }) =>
      `Invalid TypeScript in ${file}:${line}:${column}: ${detail} A file that does not parse is not edited.`,
    fix: ({ file }) => `Mend ${file} (\`npx tsc --noEmit\` shows every error), ${byHand}.`,
  }),
  "project/file-too-large": entry<{ file: string; limit: number }>({
    exit: 4,
    message: ({ file, limit }) => `Too large: ${file} has more than ${limit} bytes.`,
    fix: ({ file }) => `Move code out of ${file} into other modules, ${byHand}.`,
  }),
  "project/file-too-deep": entry<{ file: string }>({
    exit: 4,
    message: ({ file }) => `Too deep: the code in ${file} is nested further than it can be read.`,
    fix: ({ file }) => `Move generated or deeply nested code out of ${file}, ${byHand}.`,
  }),
  "project/file-not-utf8": entry<{ file: string }>({
    exit: 4,
    message: ({ file }) =>
      `Expected UTF-8 in ${file}: other encodings cannot be edited without changing your bytes.`,
    fix: ({ file }) => `Save ${file} as UTF-8, ${byHand}.`,
  }),
  "project/file-unreadable": entry<{ file: string; detail: string }>({
    exit: 4,
    message: ({ file, detail }) => `Invalid file: ${file} cannot be read (${detail}).`,
    fix: ({ file }) => `Make ${file} readable for this user, ${byHand}.`,
  }),
  "project/package-json-invalid": entry<{ line: number; detail: string }>({
    exit: 4,
    message: ({ line, detail }) => `Invalid package.json, line ${line}: ${detail}`,
    fix: () => `Mend package.json (\`npm pkg get name\` reads it too), ${byHand}.`,
  }),
};
