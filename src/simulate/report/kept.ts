import type { Finding } from "../types.ts";
import type { SubjectOutcome } from "./outcome.ts";

/** One of the product's promises, and the scenarios that break it. `untested`: nothing was played that could. */
export type PromiseSummary = {
  name: string;
  meaning: string;
  state: "kept" | "broken" | "untested";
  brokenBy: readonly string[];
};

type Promised = { name: string; meaning: string; kinds: readonly Finding["kind"][] };

const promises: readonly Promised[] = [
  {
    name: "nothing lost",
    meaning: "every record the API can show is in Notion, with its newest values",
    kinds: ["lost", "stale", "wrong", "duplicate"],
  },
  {
    name: "nothing alive deleted",
    meaning: "no partial, empty or failing answer deletes a live row",
    kinds: ["falsely-deleted"],
  },
  {
    name: "cleared is cleared",
    meaning: "a value emptied at the source is emptied in Notion",
    kinds: ["not-cleared"],
  },
  {
    name: "never stuck",
    meaning: "no ordinary event makes a sync fail for ever",
    kinds: ["stuck", "limit"],
  },
  {
    name: "honest",
    meaning: "what the guarantee says is so, and what cannot be kept is said",
    kinds: ["late", "ghost", "resurrected", "silent", "check"],
  },
  { name: "yours", meaning: "readable code of your own; no simulation can tell", kinds: [] },
];

/** Which of the six promises held in all that was played. */
export function judgePromises({ verdicts }: SubjectOutcome): PromiseSummary[] {
  return promises.map(({ name, meaning, kinds }) => {
    const breaks = (all: readonly Finding[]): boolean => all.some(({ kind }) => kinds.includes(kind));
    const scenarios = verdicts.filter((verdict) => breaks(verdict.findings)).map(({ scenario }) => scenario);
    const brokenBy = [...new Set(scenarios)];
    const isTested = kinds.length > 0 && verdicts.length > 0;
    const state = brokenBy.length > 0 ? "broken" : isTested ? "kept" : "untested";
    return { name, meaning, state, brokenBy };
  });
}
