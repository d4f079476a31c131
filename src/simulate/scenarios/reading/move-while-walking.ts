import type { Scenario } from "../../types.ts";
import { bothEnds, checkRows } from "../common/acts.ts";
import { walksInPages } from "../common/applies.ts";

export const moveWhileWalking: Scenario = {
  name: "move-while-walking",
  title: "Records leave a page that is read already and come back before the walk has ended.",
  hazards: ["H09", "H16"],
  applies: walksInPages,
  records: { pages: 3 },
  play: async (stage) => {
    const moving = bothEnds(stage, 2);
    let gone: readonly string[] = [];
    stage.beforeRequest(2, () => {
      gone = moving;
      gone.forEach((id) => stage.world.remove(id));
    });
    // Not within one page: what leaves and comes back between two requests for it leaves no trace.
    stage.notion.onCommit(({ key }) => {
      if (key !== stage.subject.walk) return;
      gone.forEach((id) => stage.world.restore(id));
      gone = [];
    });
    await stage.walk();
    const others = stage.world.alive().filter((id) => !moving.includes(id));
    checkRows(stage, "After the walk", others);
  },
};
