import type { Operator } from "./mutants/editing.ts";
import { goingOn } from "./mutants/going-on.ts";
import { mapping } from "./mutants/mapping.ts";
import { registering, requesting } from "./mutants/registering.ts";

export type { Operator } from "./mutants/editing.ts";

/** Every mistake that is made in every worker where it can be made; each is claimed by a rule. */
export const operators: readonly Operator[] = [...registering, ...mapping, ...requesting, ...goingOn];
