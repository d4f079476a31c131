import type { Scenario } from "../../types.ts";
import { pickSome } from "../common/acts.ts";
import { hasChildren, lengthen, manyItems } from "../common/children.ts";

export const longChildLists: Scenario = {
  name: "long-child-lists",
  title: "Records get lists of several pages, and later shorter ones again.",
  hazards: ["H26"],
  applies: hasChildren,
  quick: true,
  play: async (stage) => {
    const picked = pickSome(stage, 4);
    lengthen(stage, picked, { count: manyItems(stage.subject), word: "Long" });
    await stage.delta();
    if (stage.subject.walk !== undefined) await stage.walk();
    lengthen(stage, picked.slice(0, 2), { count: 2, word: "Short" });
    await stage.delta();
  },
};
