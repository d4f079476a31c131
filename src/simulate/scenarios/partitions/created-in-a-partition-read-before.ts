import type { Scenario } from "../../types.ts";
import { checkRows, spread } from "../common/acts.ts";
import { all, hasDelta, hasPartitions, hasWalk } from "../common/applies.ts";
import { hour, minute, second } from "../common/times.ts";

export const createdInAPartitionReadBefore: Scenario = {
  name: "created-in-a-partition-read-before",
  title: "Records are created in all partitions while a slow full read is still busy with the last ones.",
  hazards: ["H28"],
  applies: all(hasPartitions, hasWalk, hasDelta),
  records: { pages: 12 },
  play: async (stage) => {
    stage.upstream.knobs.latencyMs = 45 * second;
    const created: string[] = [];
    spread(stage, { count: 60, overMs: 50 * minute }, () => created.push(stage.world.create()));
    await stage.walk(3 * hour);
    stage.upstream.knobs.latencyMs = second;
    const before = [...created];
    await stage.delta(10 * minute);
    await stage.delta(10 * minute);
    checkRows(stage, "After the slow read", before);
  },
};
