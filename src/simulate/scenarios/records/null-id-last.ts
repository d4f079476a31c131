import type { Scenario } from "../../types.ts";
import { listPage } from "../common/applies.ts";
import { withOddRecords } from "../common/odd-records.ts";

export const nullIdLast: Scenario = {
  name: "null-id-last",
  title: "The last record of each page has an id that is null.",
  hazards: ["H45", "H50", "S18"],
  // One more on each page would move all places behind it, which no API does.
  applies: (subject) => listPage(subject) !== "offset" || "the places in its list count its records",
  records: { pages: 3 },
  play: (stage) => withOddRecords(stage, (records, odd) => [...records, odd(null)]),
};
