/** Hazards of sync-correctness §4 and simulations of its §3 that no scenario provokes, each with the reason. */
export const notProvoked: ReadonlyMap<string, string> = new Map([
  [
    "H53",
    "A plan names no request that tells whose credential it is; another account with as many records looks like a real change of all of them.",
  ],
  [
    "H54",
    "It is about tests, not about syncs: mutants of generated code are killed by these scenarios in the simulator's own tests.",
  ],
  [
    "S21",
    "With a strict bound no answer shows that the id was ignored and that records of the same instant were left out; only a question to the API beforehand can. The inclusive form is played (ignored-tie-break).",
  ],
]);
