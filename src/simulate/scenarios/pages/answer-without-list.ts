import type { Scenario } from "../../types.ts";
import { checkRows, editOne } from "../common/acts.ts";
import { always } from "../common/applies.ts";
import { atRequests, withoutRecords } from "../common/faults.ts";

export const answerWithoutList: Scenario = {
  name: "answer-without-list",
  title: "The API answers 200 with a body in which there is no list.",
  hazards: ["H32", "H40"],
  applies: always,
  records: { pages: 4 },
  play: async (stage) => {
    stage.upstream.knobs.fault = atRequests([1, 2, 4], withoutRecords(stage.subject.plan));
    editOne(stage);
    await stage.delta();
    if (stage.subject.walk !== undefined) await stage.walk();
    checkRows(stage, "After answers without a list");
  },
};
