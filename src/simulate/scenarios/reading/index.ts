import type { Scenario } from "../../types.ts";
import { busyWalk } from "./busy-walk.ts";
import { completeWhileWalking } from "./complete-while-walking.ts";
import { createAmongChanges } from "./create-among-changes.ts";
import { createWhileWalking } from "./create-while-walking.ts";
import { deleteAmongChanges } from "./delete-among-changes.ts";
import { deleteWhileWalking } from "./delete-while-walking.ts";
import { editAmongChanges } from "./edit-among-changes.ts";
import { editWhileWalking } from "./edit-while-walking.ts";
import { moveWhileWalking } from "./move-while-walking.ts";

/** The list changes while it is read. */
export const readingScenarios: readonly Scenario[] = [
  createWhileWalking,
  completeWhileWalking,
  editWhileWalking,
  deleteWhileWalking,
  moveWhileWalking,
  busyWalk,
  createAmongChanges,
  editAmongChanges,
  deleteAmongChanges,
];
