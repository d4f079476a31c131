import type { Scenario } from "../../types.ts";
import { always } from "../common/applies.ts";
import { withOddRecords } from "../common/odd-records.ts";

export const nullId: Scenario = {
  name: "null-id",
  title: "Each page holds a record whose id is null.",
  hazards: ["H45", "H50", "S18"],
  applies: always,
  quick: true,
  play: (stage) =>
    withOddRecords(stage, (records, odd) => [...records.slice(0, 1), odd(null), ...records.slice(1)]),
};
