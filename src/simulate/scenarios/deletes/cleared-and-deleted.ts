import type { Scenario } from "../../types.ts";
import { pickSome } from "../common/acts.ts";
import { always } from "../common/applies.ts";
import { fieldsOf } from "../common/fields.ts";

export const clearedAndDeleted: Scenario = {
  name: "cleared-and-deleted",
  title: "A record is emptied, edited and deleted within one second.",
  hazards: ["H02", "H24"],
  applies: always,
  play: async (stage) => {
    for (const id of pickSome(stage, 3)) {
      stage.world.edit(id, { clear: fieldsOf(stage.subject).map(({ name }) => name) });
      stage.world.edit(id);
      stage.world.remove(id);
      await stage.delta();
    }
  },
};
