import type { Scenario } from "../../types.ts";
import { pickSome, pollMs, spread } from "../common/acts.ts";
import { hasDelta } from "../common/applies.ts";

export const longTransaction: Scenario = {
  name: "long-transaction",
  title: "A long transaction writes many records, which carry the time of its beginning when they appear.",
  hazards: ["H13"],
  applies: hasDelta,
  records: 60,
  play: async (stage) => {
    const longest = stage.subject.plan.schedule.overlapMs;
    const startedAt = stage.clock.now();
    const written = pickSome(stage, 40);
    for (const id of written) {
      // A long tail: most commit soon, a few as late as the sync looks back.
      stage.later(longest * stage.random() ** 3, () => stage.world.edit(id, { updatedAt: startedAt }));
    }
    const others = stage.world.alive().filter((id) => !written.includes(id));
    spread(stage, { count: 10, overMs: longest }, (index) =>
      stage.world.edit(others[index] ?? stage.world.create()),
    );
    await stage.wait(longest + pollMs(stage.subject));
  },
};
