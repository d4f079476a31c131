import type { Scenario } from "../../types.ts";
import { always } from "../common/applies.ts";
import { withOddRecords } from "../common/odd-records.ts";

export const nullIdLast: Scenario = {
  name: "null-id-last",
  title: "The last record of each page has an id that is null.",
  hazards: ["H45", "H50", "S18"],
  applies: always,
  records: { pages: 3 },
  play: (stage) => withOddRecords(stage, (records, odd) => [...records, odd(null)]),
};
