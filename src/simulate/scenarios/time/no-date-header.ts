import type { Scenario } from "../../types.ts";
import { always } from "../common/applies.ts";
import { sparseWrites } from "../common/plays.ts";
import { minute } from "../common/times.ts";

export const noDateHeader: Scenario = {
  name: "no-date-header",
  title: "Answers carry no Date header, and the worker's clock is 5 minutes ahead.",
  hazards: ["H06"],
  applies: always,
  knobs: { dateHeader: false, skewMs: -5 * minute },
  play: sparseWrites,
};
