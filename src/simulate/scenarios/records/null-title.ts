import type { Scenario } from "../../types.ts";
import { pickSome } from "../common/acts.ts";
import { always } from "../common/applies.ts";

export const nullTitle: Scenario = {
  name: "null-title",
  title: "Records have no title any more: null, missing, or only spaces.",
  hazards: ["H47", "S18"],
  applies: always,
  play: async (stage) => {
    const title = stage.subject.plan.fields.find(({ type }) => type === "title");
    const [none = "", missing = "", blank = ""] = pickSome(stage, 3);
    stage.world.edit(none, { clear: [title?.name ?? ""] });
    stage.world.edit(missing, { set: { [title?.name ?? ""]: undefined } });
    stage.world.edit(blank, { set: { [title?.name ?? ""]: "   " } });
    await stage.delta();
  },
};
