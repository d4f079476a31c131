import { parseDuration } from "../../source/duration.ts";
import type { Row } from "../parts.ts";
import { forgetting, readBound } from "./bounds.ts";
import type { ChangeKind } from "./kind.ts";

/** What changed since a time, in one answer that leaves out the oldest changes when there are too many. */
export const lookback: ChangeKind<"lookback"> = {
  isMeant: (facts, asked) => readBound(facts, asked, "since") !== undefined,
  select({ facts, asked, tools, rows, test }) {
    const { knobs } = tools;
    const since = readBound(facts, asked, "since");
    if (typeof since !== "number") return since ?? { status: 400, error: `missing_${facts.send ?? "since"}` };
    const mostMs = knobs.retentionMs ?? parseDuration(facts.most) ?? Infinity;
    if (since < asked.now - mostMs) return { status: 400, error: "too_long_ago" };
    const { key, holds } = forgetting(test, tools, asked.now);
    const isInclusive = (knobs.bound ?? facts.bound) === "gte";
    const found = rows({
      order: { by: "changed", isDescending: false },
      now: asked.now,
      key,
      test: holds,
      since: knobs.filter === "ignored" ? undefined : { time: since, isInclusive },
    });
    return { rows: byCreation(found.slice(-facts.cap)), isDescending: false, isMoving: true, since };
  },
};

function byCreation(rows: readonly Row[]): Row[] {
  return [...rows].sort((one, other) => one.version.createdAt - other.version.createdAt);
}
