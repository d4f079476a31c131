import type { DataRecord } from "../../../world/types.ts";
import type { Scenario } from "../../types.ts";
import { editOne, spread } from "../common/acts.ts";
import { hasDelta } from "../common/applies.ts";
import { everyAnswer, withRecords } from "../common/faults.ts";
import { hour } from "../common/times.ts";

export const shuffledPage: Scenario = {
  name: "shuffled-page",
  title: "The records of a page of changes come in no order.",
  hazards: ["H09"],
  applies: hasDelta,
  play: async (stage) => {
    const shuffle = (records: readonly DataRecord[]): DataRecord[] =>
      [...records].sort(() => stage.random() - 0.5);
    stage.upstream.knobs.fault = everyAnswer(withRecords(stage.subject.plan, shuffle));
    // Few enough for one page: across pages, an order that is not kept cannot be read by anybody.
    spread(stage, { count: 40, overMs: 3 * hour }, () => editOne(stage));
    await stage.wait(3 * hour);
  },
};
