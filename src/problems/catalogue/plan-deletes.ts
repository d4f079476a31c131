import { entry } from "../entry.ts";

type None = Record<string, never>;

/** What the gate says of the ways in which deletions show. */
export const planDeletesProblems = {
  "plan/marks-twice": entry<None>({
    exit: 2,
    message: () => "Expected one test for deleted records (tombstone or flag), found another.",
    fix: () => "Keep the one that every deleted record meets; the full read finds the others.",
  }),
  "plan/flag-of-entries": entry<None>({
    exit: 2,
    message: () =>
      "Expected another kind of deletion: the changes are entries about records, and a flag is looked for in the records themselves.",
    fix: () => "Say how an entry tells of a deletion: kind: tombstone or event.",
  }),
};
