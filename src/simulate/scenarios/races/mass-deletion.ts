import type { Scenario } from "../../types.ts";
import { pickSome } from "../common/acts.ts";
import { hasWalk } from "../common/applies.ts";
import { hour } from "../common/times.ts";

export const massDeletion: Scenario = {
  name: "mass-deletion",
  title:
    "Most records are really deleted, and a person confirms it by a reset where the sync refuses to believe it.",
  hazards: ["H33"],
  applies: hasWalk,
  records: 80,
  play: async (stage) => {
    for (const id of pickSome(stage, 50)) stage.world.remove(id);
    if (await stage.walk(hour)) return;
    stage.notion.reset(stage.subject.walk ?? "");
    stage.check(await stage.walk(hour), "After the reset the full read does not end");
  },
};
