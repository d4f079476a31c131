import type { Scenario } from "../../types.ts";
import { bothEnds, checkRows } from "../common/acts.ts";
import { walksInPages } from "../common/applies.ts";

export const deleteWhileWalking: Scenario = {
  name: "delete-while-walking",
  title: "Records of the first page are deleted while the next pages are being read, twice.",
  hazards: ["H16", "S4"],
  applies: walksInPages,
  records: { pages: 3 },
  quick: true,
  play: async (stage) => {
    const remove = (): void => bothEnds(stage, 3).forEach((id) => stage.world.remove(id));
    stage.beforeRequest(2, remove);
    stage.beforeRequest(3, remove);
    await stage.walk();
    checkRows(stage, "After the walk");
  },
};
