import type { Scenario } from "../../types.ts";
import { bothEnds } from "../common/acts.ts";
import { walksInPages } from "../common/applies.ts";

export const editWhileWalking: Scenario = {
  name: "edit-while-walking",
  title: "Records on pages already read, and on pages still to be read, get new values.",
  hazards: ["H16", "H27", "H28"],
  applies: walksInPages,
  records: { pages: 3 },
  play: async (stage) => {
    const edit = (): void => bothEnds(stage, 3).forEach((id) => stage.world.edit(id));
    stage.beforeRequest(2, edit);
    stage.beforeRequest(3, edit);
    await stage.walk();
  },
};
