import type { Scenario } from "../../types.ts";
import { pickSome } from "../common/acts.ts";
import { all, hasPartitions } from "../common/applies.ts";
import { moveRecord } from "../common/partitions.ts";
import { minute } from "../common/times.ts";

export const recordChangesPartition: Scenario = {
  name: "record-changes-partition",
  title: "Records move from one partition to another, also while all of them are read.",
  hazards: ["H14", "H16"],
  applies: all(
    hasPartitions,
    ({ plan }) =>
      plan.source.partition?.ids === "everywhere" || "a record that moves is another one, with another id",
  ),
  records: { pages: 4 },
  play: async (stage) => {
    for (const id of pickSome(stage, 3)) moveRecord(stage, id);
    await stage.delta();
    // Some move from behind the reader to before it, others the other way.
    for (let request = 1; request <= 6; request += 1)
      stage.beforeRequest(request, () => {
        for (const id of pickSome(stage, 2)) moveRecord(stage, id);
      });
    if (stage.subject.walk !== undefined) await stage.walk(30 * minute);
    await stage.delta();
  },
};
