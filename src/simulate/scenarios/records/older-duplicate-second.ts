import type { Scenario } from "../../types.ts";
import { changeField, resolutionMs } from "../../../source/changes-schema.ts";
import { createSome, keyOf, pollMs } from "../common/acts.ts";
import { everyAnswer, withRecords } from "../common/faults.ts";
import { valueOf } from "../common/odd-records.ts";
import { second } from "../common/times.ts";

export const olderDuplicateSecond: Scenario = {
  name: "older-duplicate-second",
  title: "Records come twice on the same page, the older version after the newer.",
  hazards: ["H46"],
  applies: ({ plan }) =>
    changeField(plan.source.changes) !== undefined || "its records do not say when they changed",
  play: async (stage) => {
    const { plan } = stage.subject;
    const created = createSome(stage, 5);
    // Versions of the same moment, as fine as the API tells it, have no older and no newer.
    await stage.wait(3 * second + 2 * resolutionMs(plan.source.changes));
    for (const id of created) stage.world.edit(id);
    const older = new Map(
      created.flatMap((id) => {
        const first = stage.world.history(id)[0];
        return first === undefined ? [] : [[keyOf(stage, id), stage.upstream.print(first)] as const];
      }),
    );
    const twice = withRecords(plan, (records) => {
      const copies = records.flatMap(
        (record) => older.get(String(valueOf(record, plan.source.list.id))) ?? [],
      );
      // Not at the end of a page, where its older time could pass for the place to go on from.
      return [...records.slice(0, -1), ...copies, ...records.slice(-1)];
    });
    stage.world.edit(stage.pick());
    stage.upstream.knobs.fault = everyAnswer(twice);
    await stage.delta();
    await stage.wait(2 * pollMs(stage.subject));
    if (stage.subject.walk !== undefined) await stage.walk();
  },
};
