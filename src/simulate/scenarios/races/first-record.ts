import type { Scenario } from "../../types.ts";
import { pollMs } from "../common/acts.ts";
import { always } from "../common/applies.ts";
import { minute } from "../common/times.ts";

export const firstRecord: Scenario = {
  name: "first-record",
  title: "The account is empty at first; then its very first records are created.",
  hazards: ["H07", "H32", "S14"],
  applies: always,
  records: 0,
  start: "none",
  play: async (stage) => {
    await stage.delta(20 * minute);
    if (stage.subject.walk !== undefined) await stage.walk(10 * minute);
    stage.world.create();
    await stage.wait(2 * minute);
    stage.world.create();
    await stage.wait(2 * pollMs(stage.subject));
  },
};
