import type { Knobs } from "./types.ts";

/** An API that does exactly what its documentation says, answers at once and shows everything. */
export const defaultKnobs: Readonly<Knobs> = {
  clampLimit: undefined,
  dropPerPage: 0,
  emptyPages: [],
  ties: "by-id",
  tieBreak: "honoured",
  filter: "honoured",
  bound: undefined,
  resolutionMs: undefined,
  printZone: undefined,
  fraction: undefined,
  tokenTtlMs: undefined,
  retentionMs: undefined,
  maxWindow: undefined,
  beyondWindow: "refused",
  doneFlag: "ok",
  repeatTokenFrom: undefined,
  hideFraction: 0,
  dupesPerPage: 0,
  outage: false,
  skewMs: 0,
  dateHeader: true,
  latencyMs: 0,
  nestedCap: undefined,
  fault: undefined,
};
