import { entry } from "../entry.ts";

const list = (names: readonly string[]): string => (names.length === 0 ? "none" : names.join(", "));

export const debugProblems = {
  "debug/no-log-file": entry<{ file: string }>({
    exit: 2,
    message: ({ file }) => `Missing file: there is no log at ${file}.`,
    fix: () => "ntn workers runs logs <run-id> > run.log, then: create-sync debug --log run.log",
  }),
  "debug/log-not-readable": entry<{ file: string; what: string }>({
    exit: 2,
    message: ({ file, what }) => `Expected a log as a file of text; ${file} ${what}.`,
    fix: () => "ntn workers runs logs <run-id> > run.log, then: create-sync debug --log run.log",
  }),
  "debug/unknown-key": entry<{ key: string; nearest: string | undefined; syncs: readonly string[] }>({
    exit: 2,
    message: ({ key, nearest, syncs }) =>
      `Unknown sync "${key}".${nearest === undefined ? "" : ` Did you mean "${nearest}"?`} Syncs of this worker: ${list(syncs)}.`,
    fix: ({ nearest, syncs }) => {
      const known = nearest ?? syncs[0];
      return known === undefined ? "create-sync add <source.resource>" : `create-sync debug ${known}`;
    },
  }),
  "debug/nothing-to-go-on": entry<{ key: string | undefined; why: string }>({
    exit: 3,
    message: ({ why }) => `Missing a log: ${why}, and nobody may be asked what is wrong.`,
    fix: ({ key }) => {
      const debug = `create-sync debug${key === undefined ? "" : ` ${key}`}`;
      return [
        "ntn workers runs list --plain",
        `ntn workers runs logs <run-id> | ${debug} --log -`,
        `No error, but wrong rows: ${debug} --rows missing|stale|duplicated|vanished|not-cleared`,
      ].join("\n");
    },
  }),
};
