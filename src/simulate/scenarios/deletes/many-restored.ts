import { logOf } from "../../../source/told.ts";
import type { Scenario, Subject } from "../../types.ts";
import { checkRows, pickSome, pollMs, spread } from "../common/acts.ts";
import { hasLog } from "../common/log-entries.ts";

/** Kinds of pages that are no end where they are empty, and those that the fake never leaves empty. */
const goesOn: ReadonlySet<string> = new Set(["cursor", "next-url", "link-header", "relay", "keyset"]);

export const manyRestored: Scenario = {
  name: "many-restored",
  title: "Many deleted records are restored, others change after that, and pages come short or empty.",
  hazards: ["H17", "H35", "S27"],
  applies: hasLog,
  records: 40,
  play: async (stage) => {
    const { world, subject, upstream } = stage;
    const ids = pickSome(stage, 12);
    const others = world.alive().filter((id) => !ids.includes(id));
    for (const id of ids) world.remove(id);
    await stage.delta();
    upstream.knobs.clampLimit = 4;
    if (mayBeEmpty(subject)) upstream.knobs.emptyPages = [1];
    for (const id of ids) world.restore(id);
    await stage.delta();
    // Until the restoration is no longer among what a delta reads again; the deletion may still be.
    const overMs = 3 * (subject.plan.schedule.overlapMs + pollMs(subject));
    spread(stage, { count: others.length, overMs }, (index) => world.edit(others[index] ?? ""));
    await stage.wait(overMs);
    checkRows(stage, "After the restoration", ids);
  },
};

function mayBeEmpty({ plan: { source } }: Subject): boolean {
  const { list, changes, deletes } = source;
  const streams = [list, ...(changes.kind === "none" ? [] : [changes]), logOf(deletes)];
  return streams.every((stream) => stream === undefined || goesOn.has(stream.page.kind));
}
