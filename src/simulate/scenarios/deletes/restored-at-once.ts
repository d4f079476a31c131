import type { Scenario } from "../../types.ts";
import { checkRows, pickSome } from "../common/acts.ts";
import { always } from "../common/applies.ts";
import { second } from "../common/times.ts";

export const restoredAtOnce: Scenario = {
  name: "restored-at-once",
  title: "A record is deleted and restored between two polls.",
  hazards: ["H35", "S27"],
  applies: always,
  play: async (stage) => {
    const ids = pickSome(stage, 3);
    await stage.delta();
    for (const id of ids) stage.world.remove(id);
    await stage.wait(second);
    for (const id of ids) stage.world.restore(id);
    await stage.delta();
    checkRows(stage, "After deletion and restoration", ids);
  },
};
