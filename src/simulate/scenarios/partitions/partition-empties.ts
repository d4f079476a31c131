import type { Scenario } from "../../types.ts";
import { checkRows } from "../common/acts.ts";
import { all, doubtsEmptiness, hasPartitions, hasWalk } from "../common/applies.ts";
import { fullestPartition } from "../common/partitions.ts";
import { hour } from "../common/times.ts";

export const partitionEmpties: Scenario = {
  name: "partition-empties",
  title: "One of the partitions answers 200 with an empty list, though it had records.",
  hazards: ["H15", "H32"],
  applies: all(hasPartitions, hasWalk, doubtsEmptiness),
  // Without what the last cycle saw, nobody can tell a partition that is empty from one that looks so.
  needs: { lastState: "kept" },
  play: async (stage) => {
    stage.upstream.knobs.partitions = new Map([[fullestPartition(stage), "empty"]]);
    await stage.walk(hour);
    checkRows(stage, "While a partition was empty");
  },
  failsLoudly: {
    message: /no (records|rows|items|data)|\b(0|zero) (records|rows|items)|empty|nothing/i,
    because: "an empty partition may be true or a lost permission; only a person can tell",
    remedy: ({ upstream }) => void (upstream.knobs.partitions = new Map()),
  },
};
