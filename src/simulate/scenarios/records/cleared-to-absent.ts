import type { Scenario } from "../../types.ts";
import { always } from "../common/applies.ts";
import { cleared } from "../common/odd-records.ts";

export const clearedToAbsent: Scenario = {
  name: "cleared-to-absent",
  title: "Every value of a record is emptied, and the API leaves the fields out.",
  hazards: ["H47"],
  applies: always,
  play: (stage) => cleared(stage, () => undefined),
};
