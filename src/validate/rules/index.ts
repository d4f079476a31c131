import { bufferOnlyWhenDone } from "./buffer-only-when-done.ts";
import { cursorFromClock } from "./cursor-from-clock.ts";
import { cursorNoOverlap } from "./cursor-no-overlap.ts";
import { flagAsText } from "./flag-as-text.ts";
import { incrementalNoNextState } from "./incremental-no-next-state.ts";
import { maxOfNothing } from "./max-of-nothing.ts";
import { noProgress } from "./no-progress.ts";
import { replaceKeepsState } from "./replace-keeps-state.ts";
import type { Rule } from "./rule.ts";
import { shortPageEnds } from "./short-page-ends.ts";
import { stateGrows } from "./state-grows.ts";
import { stateNotJson } from "./state-not-json.ts";
import { stateUnversioned } from "./state-unversioned.ts";
import { timeAsText } from "./time-as-text.ts";
import { unpacedRequest } from "./unpaced-request.ts";

/** Every rule, by id. A new rule is a file of its own, its page in the skill, its cases in the tests, and a line here. */
export const rules: readonly Rule[] = [
  bufferOnlyWhenDone,
  cursorFromClock,
  cursorNoOverlap,
  flagAsText,
  incrementalNoNextState,
  maxOfNothing,
  noProgress,
  replaceKeepsState,
  shortPageEnds,
  stateGrows,
  stateNotJson,
  stateUnversioned,
  timeAsText,
  unpacedRequest,
];
