import type { Scenario } from "../../types.ts";
import { always } from "../common/applies.ts";
import { liveDays } from "../common/ordinary-life.ts";

export const ordinaryDays: Scenario = {
  name: "ordinary-days",
  title: "Three ordinary days, in which people create, edit, empty, delete and restore records.",
  hazards: ["H11", "H34", "H47"],
  applies: always,
  records: 60,
  play: (stage) => liveDays(stage, 3),
};
