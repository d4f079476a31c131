import type { Scenario } from "../../types.ts";
import { checkStrangers, editOne } from "../common/acts.ts";
import { everyAnswer, withRecords } from "../common/faults.ts";
import { foreign } from "../common/strangers.ts";

export const otherRecordsAmongThem: Scenario = {
  name: "other-records-among-them",
  title: "The list holds records of another kind that do not belong to this resource.",
  hazards: ["H14"],
  applies: ({ plan }) => plan.source.where !== undefined || "its list holds no records of another kind",
  play: async (stage) => {
    const { plan } = stage.subject;
    const others = withRecords(plan, (records) =>
      records.flatMap((record) => [foreign(plan, record), record]),
    );
    stage.upstream.knobs.fault = everyAnswer(others);
    editOne(stage);
    await stage.delta();
    if (stage.subject.walk !== undefined) await stage.walk();
    checkStrangers(stage);
  },
};
