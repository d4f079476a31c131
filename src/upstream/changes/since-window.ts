import { forgetting, readBound } from "./bounds.ts";
import type { ChangeKind } from "./kind.ts";

/** What changed between two times, in the order of creation; what is edited meanwhile leaves a window with an end. */
export const sinceWindow: ChangeKind<"since-window"> = {
  isMeant: (facts, asked) => readBound(facts, asked, "since") !== undefined,
  select({ facts, asked, order, tools, rows, test }) {
    const { knobs, times } = tools;
    const since = readBound(facts, asked, "since");
    const until = readBound(facts, asked, "until") ?? Infinity;
    if (typeof since !== "number") return since ?? { status: 400, error: `missing_${facts.send ?? "since"}` };
    if (typeof until !== "number") return until;
    const { key, holds } = forgetting(test, tools, asked.now);
    const isInclusive = (knobs.bound ?? facts.bound) === "gte";
    const found = rows({
      order: { ...order, by: "created" },
      now: asked.now,
      key: `${key} ${until}`,
      test: (version) => {
        const time = times.stored(version);
        return holds(version) && (isInclusive ? time <= until : time < until);
      },
      since: knobs.filter === "ignored" ? undefined : { time: since, isInclusive },
    });
    return { rows: found, isDescending: order.isDescending, isMoving: facts.shifts, since };
  },
};
