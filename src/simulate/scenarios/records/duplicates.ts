import type { Scenario } from "../../types.ts";
import { pickSome } from "../common/acts.ts";
import { always } from "../common/applies.ts";

export const duplicates: Scenario = {
  name: "duplicates",
  title: "Some records come twice on the same page.",
  hazards: ["H46", "S18"],
  applies: always,
  knobs: { dupesPerPage: 3 },
  play: async (stage) => {
    for (const id of pickSome(stage, 5)) stage.world.edit(id);
    await stage.delta();
    if (stage.subject.walk !== undefined) await stage.walk();
  },
};
