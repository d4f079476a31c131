import { spanTime } from "../span-time.ts";
import { hasFixedQuery, readBound } from "./bounds.ts";
import type { ChangeKind } from "./kind.ts";

/** The records of a span of time, changed or not; without bounds in the request, those around now. */
export const rollingWindow: ChangeKind<"rolling-window"> = {
  isMeant: (facts, asked) =>
    readBound(facts, asked, "since") !== undefined ||
    (facts.send === undefined && hasFixedQuery(facts.request.query, asked)),
  select({ facts, asked, order, tools, rows, test }) {
    const since = readBound(facts, asked, "since") ?? -Infinity;
    const until = readBound(facts, asked, "until") ?? Infinity;
    if (typeof since !== "number") return since;
    if (typeof until !== "number") return until;
    const found = rows({
      order: { ...order, by: "created" },
      now: asked.now,
      key: `${test.key} ${since} ${until}`,
      test: (version) => {
        const time = spanTime(version, facts.over);
        return test.holds(version) && (tools.knobs.filter === "ignored" || (time >= since && time <= until));
      },
    });
    return { rows: found, isDescending: order.isDescending, isMoving: facts.shifts };
  },
};
