import { entry } from "../entry.ts";

type Taken = {
  /** The key or identifier both want. */
  name: string;
  /** What holds it, with its place: `database at src/index.ts:12`. */
  holder: string;
  /** What wants it: `sync "booksDelta"`. */
  wanted: string;
  /** The flag that renames ours. */
  flag: string;
};

export const editProblems = {
  "edit/key-taken": entry<Taken>({
    exit: 4,
    message: ({ name, holder, wanted }) =>
      `Expected a free key for the new ${wanted}, but "${name}" is registered by the ${holder}: everything in a worker shares one key space.`,
    fix: ({ flag }) => `Add \`${flag}\`, or rename the one that is there.`,
  }),
  "edit/name-taken": entry<Taken>({
    exit: 4,
    message: ({ name, holder, wanted }) =>
      `Expected a free name for the new ${wanted}, but \`${name}\` is declared by the ${holder}.`,
    fix: ({ flag }) => `Add \`${flag}\`, or rename the one that is there.`,
  }),
};
