import type { Scenario } from "../../types.ts";
import { looksUp, renameAndRead } from "../common/names.ts";

export const renamedEntry: Scenario = {
  name: "renamed-entry",
  title: "What an id stands for gets another name, and no record changes by it.",
  hazards: ["H10"],
  applies: looksUp,
  quick: true,
  play: async (stage) => {
    await renameAndRead(stage);
    await renameAndRead(stage);
  },
};
