import type { Scenario } from "../../types.ts";
import { editOne } from "../common/acts.ts";
import { always } from "../common/applies.ts";
import { hour, second } from "../common/times.ts";

export const slowAnswers: Scenario = {
  name: "slow-answers",
  title: "Every answer takes 20 seconds.",
  hazards: ["H44"],
  applies: always,
  records: { pages: 2 },
  play: async (stage) => {
    stage.upstream.knobs.latencyMs = 20 * second;
    editOne(stage);
    await stage.delta();
    if (stage.subject.walk !== undefined) await stage.walk(2 * hour);
  },
};
