import type { Scenario } from "../../types.ts";
import { always } from "../common/applies.ts";
import { withOddRecords } from "../common/odd-records.ts";

export const nullRecords: Scenario = {
  name: "null-records",
  title: "Some entries of the list are null instead of records.",
  hazards: ["H41", "H45"],
  applies: always,
  play: (stage) => withOddRecords(stage, (records) => records.flatMap((record) => [null, record])),
};
