import { forgetting, hasFixedQuery } from "./bounds.ts";
import type { ChangeKind } from "./kind.ts";

/** Everything, newest change first. */
export const newestFirst: ChangeKind<"newest-first"> = {
  isMeant: ({ request }, asked) => hasFixedQuery(request.query, asked),
  select({ facts, asked, tools, rows, test }) {
    const { key, holds } = forgetting(test, tools, asked.now);
    const found = rows({ order: { by: "changed", isDescending: true }, now: asked.now, key, test: holds });
    return { rows: found, isDescending: true, isMoving: facts.shifts };
  },
};
