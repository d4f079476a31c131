import type { Scenario } from "../../types.ts";
import { always } from "../common/applies.ts";
import { liveDays } from "../common/ordinary-life.ts";

export const ordinaryWeeks: Scenario = {
  name: "ordinary-weeks",
  title: "Three ordinary weeks, in which people create, edit, empty, delete and restore records.",
  hazards: ["H11", "H34", "H47"],
  applies: always,
  records: 60,
  heavy: true,
  play: (stage) => liveDays(stage, 21),
};
