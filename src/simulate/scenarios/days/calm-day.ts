import type { Scenario } from "../../types.ts";
import { partsOf, pollMs } from "../common/acts.ts";
import { all, hasDelta, readsOnlyChanges } from "../common/applies.ts";
import { hasLog } from "../common/log-entries.ts";
import { day } from "../common/times.ts";

export const calmDay: Scenario = {
  name: "calm-day",
  title: "Nothing happens for a day, and looking for changes costs next to nothing.",
  hazards: ["H44", "S26"],
  applies: all(hasDelta, readsOnlyChanges),
  play: async (stage) => {
    const { delta = "", walk } = stage.subject;
    if (walk !== undefined) stage.notion.pause(walk);
    // What has changed within the overlap is read again; after that only silence counts.
    await stage.wait(2 * pollMs(stage.subject));
    const asked = stage.upstream.log.length;
    const called = stage.notion.calls.length;
    await stage.wait(day);
    const cycles = stage.notion.calls
      .slice(called)
      .filter(({ key, outcome }) => key === delta && outcome === "end");
    const requests = stage.upstream.log.length - asked;
    // A log of deletions takes as many again; what its newest entries say is checked each time.
    const each = hasLog(stage.subject) === true ? 5 : 2;
    stage.check(cycles.length > 0, "No delta ran for a day");
    stage.check(
      requests <= each * partsOf(stage.subject) * cycles.length,
      `${cycles.length} deltas took ${requests} requests on a calm day`,
    );
    if (walk !== undefined) stage.notion.resume(walk);
  },
};
