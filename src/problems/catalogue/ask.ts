import { entry } from "../entry.ts";

export const askProblems = {
  "ask/no-terminal": entry<{ source: string }>({
    exit: 3,
    message: () =>
      "Expected a terminal: the wizard asks questions, and this run may not, because it has no terminal or because CI, --yes, " +
      "--no-input or --json is set.",
    fix: ({ source }) =>
      `\`create-sync add ${source} --yes\` writes a sync without questions; \`create-sync sources\` lists what there is.`,
  }),
  "ask/not-a-folder": entry<{ folder: string }>({
    exit: 2,
    message: ({ folder }) => `Expected a folder, or a free name for a new one; "${folder}" is a file.`,
    fix: () => "Give another name, such as `create-sync my-worker`.",
  }),
};
