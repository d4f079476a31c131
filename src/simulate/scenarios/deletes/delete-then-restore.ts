import type { Scenario } from "../../types.ts";
import { pickSome } from "../common/acts.ts";
import { always } from "../common/applies.ts";
import { hour } from "../common/times.ts";

export const deleteThenRestore: Scenario = {
  name: "delete-then-restore",
  title: "A record is deleted, gone in Notion, and restored hours later.",
  hazards: ["H35", "H36"],
  applies: always,
  play: async (stage) => {
    const ids = pickSome(stage, 3);
    for (const id of ids) stage.world.remove(id);
    await stage.delta();
    if (stage.subject.walk !== undefined) await stage.walk();
    await stage.wait(3 * hour);
    for (const id of ids) stage.world.restore(id);
    await stage.delta();
  },
};
