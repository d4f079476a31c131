import { forgetting } from "./bounds.ts";
import { readTime } from "../times.ts";
import type { ChangeKind, FactsOf } from "./kind.ts";
import type { Asked } from "../parts.ts";

/** What changed since a time, tombstones included where the API has them. */
export const sinceSorted: ChangeKind<"since-sorted"> = {
  isMeant: (facts, asked) => sinceOf(facts, asked) !== undefined,
  select({ facts, asked, order, tools, rows, test }) {
    const { knobs } = tools;
    const text = sinceOf(facts, asked);
    const since = text === undefined ? undefined : readTime(text, facts.format);
    if (since === undefined) return { status: 400, error: `invalid_${facts.send ?? "since"}` };
    const { key, holds } = forgetting(test, tools, asked.now);
    const hasId = facts.page.kind === "keyset" && asked.slot("id", facts.page.sendId) !== undefined;
    const isInclusive = (hasId && knobs.tieBreak === "honoured") || (knobs.bound ?? facts.bound) === "gte";
    const found = rows({
      order,
      now: asked.now,
      key,
      test: holds,
      since: knobs.filter === "ignored" ? undefined : { time: since, isInclusive },
    });
    return { rows: found, isDescending: order.isDescending, isMoving: false, since };
  },
};

function sinceOf(facts: FactsOf<"since-sorted">, asked: Asked): string | undefined {
  return asked.slot("since", facts.send) ?? asked.slot("time");
}
