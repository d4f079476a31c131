import type { Scenario } from "../../types.ts";
import { checkStrangers, createSome, pickSome } from "../common/acts.ts";
import { everyAnswer, withRecords } from "../common/faults.ts";
import { hasNumericIds, withIdAsText } from "../common/odd-records.ts";

export const idAsNumberAndText: Scenario = {
  name: "id-as-number-and-text",
  title: "One answer gives the ids as numbers, the other as text.",
  hazards: ["H31", "H45", "S18"],
  applies: hasNumericIds,
  play: async (stage) => {
    const { plan } = stage.subject;
    const asText = withRecords(plan, (records, { route }) =>
      route === "list" ? records : records.map((record) => withIdAsText(plan, record)),
    );
    stage.upstream.knobs.fault = everyAnswer(asText);
    for (const id of pickSome(stage, 5)) stage.world.edit(id);
    createSome(stage, 2);
    await stage.delta();
    if (stage.subject.walk !== undefined) await stage.walk();
    checkStrangers(stage);
  },
};
