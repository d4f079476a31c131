import type { Scenario } from "../../types.ts";
import { bothEnds } from "../common/acts.ts";
import { all, hasField, walksInPages } from "../common/applies.ts";
import { knownValues, selectOf } from "../common/fields.ts";

export const completeWhileWalking: Scenario = {
  name: "complete-while-walking",
  title: "Records are completed, closed or moved to another status while the list is being read.",
  hazards: ["H14", "H16"],
  applies: all(walksInPages, hasField(selectOf, "select property")),
  records: { pages: 3 },
  play: async (stage) => {
    const status = selectOf(stage.subject);
    const values = status === undefined ? [] : knownValues(status);
    const complete = (ids: readonly string[]): void => {
      for (const id of ids) stage.world.edit(id, { set: { [status?.name ?? ""]: values.at(-1) ?? "Done" } });
    };
    stage.beforeRequest(2, () => complete(bothEnds(stage, 3)));
    stage.beforeRequest(3, () => complete(bothEnds(stage, 2)));
    await stage.walk();
  },
};
