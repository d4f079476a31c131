import type { Problem } from "../../problems/problem.ts";
import type { Locate } from "../document.ts";
import type { Plan } from "../schema.ts";

/** One condition of the gate: the problems of a complete plan, with their places; none if the condition holds. */
export type PlanCheck = (plan: Plan, locate: Locate) => Problem[];
