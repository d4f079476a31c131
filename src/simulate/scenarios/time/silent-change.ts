import type { Scenario } from "../../types.ts";
import { pickSome } from "../common/acts.ts";
import { always } from "../common/applies.ts";

export const silentChange: Scenario = {
  name: "silent-change",
  title: "A value changes without the record's change time, as counts and formulas do.",
  hazards: ["H10"],
  applies: always,
  play: async (stage) => {
    for (const id of pickSome(stage, 3)) {
      const updatedAt = stage.world.history(id).at(-1)?.updatedAt ?? 0;
      stage.world.edit(id, { updatedAt });
    }
    await stage.delta();
    if (stage.subject.walk !== undefined) await stage.walk();
  },
};
