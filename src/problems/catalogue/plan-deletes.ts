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
  "plan/log-twice": entry<None>({
    exit: 2,
    message: () => "Expected one delete-log, found another: a delta reads one log after its changes.",
    fix: () => "Keep the log that tells more; the full read finds the other deletions.",
  }),
  "plan/log-misfit": entry<{ kind: string }>({
    exit: 2,
    message: ({ kind }) =>
      `Expected another kind of deletion: no log of deletions is read beside changes of kind ${kind}.`,
    fix: () =>
      "Say how the changes themselves tell of deletions (event, tombstone), or kind: sweep. A log goes with since-sorted, since-window, newest-first and lookback.",
  }),
  "plan/log-shares-path": entry<None>({
    exit: 2,
    message: () => "Expected a path of its own for the log of deletions, found that of the records.",
    fix: () =>
      "Name the path of the log. If the records themselves come back marked, use kind: tombstone or flag.",
  }),
};
