import type { Scenario } from "../../types.ts";
import { crashAfterApply } from "./crash-after-apply.ts";
import { deltaReset } from "./delta-reset.ts";
import { expiredChangeToken } from "./expired-change-token.ts";
import { garbageState } from "./garbage-state.ts";
import { garbageStateInAWalk } from "./garbage-state-in-a-walk.ts";
import { pauseOf31Days } from "./pause-of-31-days.ts";
import { severalCycles } from "./several-cycles.ts";
import { stateOfANewerVersion } from "./state-of-a-newer-version.ts";
import { stateOfAnOlderVersion } from "./state-of-an-older-version.ts";
import { walkReset } from "./walk-reset.ts";

/** What the platform and its people do. */
export const runtimeScenarios: readonly Scenario[] = [
  crashAfterApply,
  stateOfAnOlderVersion,
  stateOfANewerVersion,
  garbageState,
  garbageStateInAWalk,
  severalCycles,
  deltaReset,
  walkReset,
  pauseOf31Days,
  expiredChangeToken,
];
