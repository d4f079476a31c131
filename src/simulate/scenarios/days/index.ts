import type { Scenario } from "../../types.ts";
import { calmDay } from "./calm-day.ts";
import { hundredThousand } from "./hundred-thousand.ts";
import { ordinaryDays } from "./ordinary-days.ts";
import { ordinaryWeeks } from "./ordinary-weeks.ts";

/** Long stretches of time. */
export const daysScenarios: readonly Scenario[] = [calmDay, ordinaryDays, ordinaryWeeks, hundredThousand];
