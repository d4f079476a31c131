import type { Scenario } from "../../types.ts";
import { holdWalk, pickSome, pollMs } from "../common/acts.ts";
import { all, hasDelta, hasWalk } from "../common/applies.ts";

export const staleOverwrite: Scenario = {
  name: "stale-overwrite",
  title:
    "Pages of the full read are written long after they were read, when the delta has written newer values.",
  hazards: ["H27", "S9"],
  applies: all(hasDelta, hasWalk),
  records: 90,
  quick: true,
  play: async (stage) => {
    const { world, subject } = stage;
    // Longer than the deltas look back, so that none of them reads again what a late page has overwritten.
    const holdMs = 2 * subject.plan.schedule.overlapMs + pollMs(subject);
    holdWalk(stage, holdMs);
    const changed = pickSome(stage, 80);
    const [once, later] = [changed.slice(0, 20), changed.slice(20)];
    const edit = (ids: readonly string[], from: number, to: number): void =>
      ids.forEach((id, index) => {
        stage.later((from + ((to - from) * index) / ids.length) * holdMs, () => world.edit(id));
      });
    // Read by the first page and changed before it is written; again, if a second page reads what changed meanwhile.
    edit(once, 0.05, 0.9);
    edit(once, 1.05, 1.4);
    edit(later, 1.45, 3);
    await stage.walk();
    await stage.wait(holdMs);
  },
};
