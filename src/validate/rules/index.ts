import { cursorFromClock } from "./cursor-from-clock.ts";
import type { Rule } from "./rule.ts";
import { unpacedRequest } from "./unpaced-request.ts";

/** Every rule, by id. A new rule is a file of its own, its page in the skill, its cases in the tests, and a line here. */
export const rules: readonly Rule[] = [cursorFromClock, unpacedRequest];
