import { entry } from "../entry.ts";
import { fewOf } from "../few-of.ts";

const list = (names: readonly string[]): string => (names.length === 0 ? "none" : names.join(", "));
const meant = (nearest: string | undefined): string =>
  nearest === undefined ? "" : ` Did you mean "${nearest}"?`;

export const simulateProblems = {
  "simulate/unknown-scenario": entry<{
    scenario: string;
    nearest: string | undefined;
    known: readonly string[];
  }>({
    exit: 2,
    message: ({ scenario, nearest, known }) =>
      `Unknown scenario "${scenario}".${meant(nearest)} There are: ${fewOf(known, "each named in the report of create-sync simulate")}.`,
    fix: ({ nearest }) =>
      nearest === undefined ? "create-sync simulate" : `create-sync simulate --scenario ${nearest}`,
  }),
  "simulate/unknown-key": entry<{ key: string; nearest: string | undefined; syncs: readonly string[] }>({
    exit: 2,
    message: ({ key, nearest, syncs }) =>
      `Unknown sync "${key}".${meant(nearest)} Syncs of this worker: ${list(syncs)}.`,
    fix: ({ nearest, syncs }) => {
      const known = nearest ?? syncs[0];
      return known === undefined ? "create-sync add <source.resource>" : `create-sync simulate ${known}`;
    },
  }),
  "simulate/no-plan": entry<{ syncs: readonly string[] }>({
    exit: 2,
    message: ({ syncs }) =>
      `Missing plan: syncs/ has none that made ${syncs.length === 0 ? "a sync of this worker" : list(syncs)}, so it is not known which API to play.`,
    fix: ({ syncs }) =>
      `Name the source, a catalogue id or a plan file: create-sync simulate ${[...syncs, "--source github.issues"].join(" ")}`,
  }),
  "simulate/which-sync": entry<{ syncs: readonly string[] }>({
    exit: 2,
    message: ({ syncs }) =>
      `Expected the keys of the syncs that read this source: the worker writes into several databases, with ${list(syncs)}.`,
    fix: ({ syncs }) => `Name one sync, or a pair: create-sync simulate ${syncs[0] ?? "KEY"} --source …`,
  }),
  "serve/no-port": entry<{ port: number; code: string }>({
    exit: 2,
    message: ({ port, code }) =>
      code === "EADDRINUSE"
        ? `Expected port ${port} to be free; another program listens there.`
        : `The system does not let this program listen on port ${port} (${code}).`,
    fix: () => "Give another --port, or none: then a free one is taken",
  }),
  "simulate/no-sync": entry<object>({
    exit: 2,
    message: () => "Missing sync: this worker declares none that writes into a database.",
    fix: () => "create-sync add <source.resource>",
  }),
};
