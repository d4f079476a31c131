import type { Scenario } from "../../types.ts";
import { pickSome, pollMs } from "../common/acts.ts";
import { childOf, hasChildren, lengthen } from "../common/children.ts";

export const endlessChildList: Scenario = {
  name: "endless-child-list",
  title: "The list of a record comes to have more items than was planned for.",
  hazards: ["H21"],
  applies: hasChildren,
  play: async (stage) => {
    const most = childOf(stage.subject)?.child.facts.most ?? 0;
    lengthen(stage, pickSome(stage, 1), { count: most + 1, word: "Endless" });
    await stage.wait(2 * pollMs(stage.subject));
  },
  failsLoudly: {
    message: /list of .*(more than|did not end)|too (long|many)|entries|items/i,
    because: "a list that is cut short would look whole",
    remedy: (stage) => {
      const most = childOf(stage.subject)?.child.facts.most ?? 0;
      const long = stage.world.alive().filter((id) => {
        const text = JSON.stringify(stage.world.history(id).at(-1)?.values ?? {});
        return text.includes(`Endless ${most + 1}`);
      });
      lengthen(stage, long, { count: 2, word: "Shortened" });
    },
  },
};
