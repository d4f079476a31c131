import type { Scenario } from "../../types.ts";
import { checkRows } from "../common/acts.ts";
import { all, hasTotal, hasWalk } from "../common/applies.ts";
import { everyAnswer, withRecords } from "../common/faults.ts";
import { hour } from "../common/times.ts";

export const partialList: Scenario = {
  name: "partial-list",
  title: "The list lacks every third record, and its total says so.",
  hazards: ["H33"],
  applies: all(hasWalk, hasTotal),
  records: 60,
  play: async (stage) => {
    const thin = withRecords(stage.subject.plan, (records, { route }) =>
      route === "list" ? records.filter((_, index) => index % 3 > 0) : records,
    );
    stage.upstream.knobs.fault = everyAnswer(thin);
    await stage.walk(hour);
    checkRows(stage, "While records are missing from the list");
  },
  failsLoudly: {
    message: /\d+ (of|records|rows)|total|partial|incomplete/i,
    because: "the API says that there are more records than it lists",
    remedy: ({ upstream }) => void (upstream.knobs.fault = undefined),
  },
};
