import type { Scenario } from "../../types.ts";
import { always } from "../common/applies.ts";
import { cleared } from "../common/odd-records.ts";

export const clearedToNull: Scenario = {
  name: "cleared-to-null",
  title: "Every value of a record is emptied, and the API shows null.",
  hazards: ["H47"],
  applies: always,
  quick: true,
  play: (stage) => cleared(stage, () => null),
};
