import { deletions } from "./deletes.ts";
import type { Mutant } from "./mutant.ts";
import { names } from "./names.ts";
import { paging, time, told } from "./reading.ts";
import { partitions, rows, running, sweeps } from "./writing.ts";

export type { Mutant } from "./mutant.ts";

export const mutants: readonly Mutant[] = [
  ...paging,
  ...time,
  ...told,
  ...sweeps,
  ...rows,
  ...deletions,
  ...running,
  ...partitions,
  ...names,
];
