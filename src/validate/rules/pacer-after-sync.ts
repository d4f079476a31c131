import { functionAround } from "../code/syntax.ts";
import { pacersOf } from "../facts/pacing.ts";
import type { Rule } from "./rule.ts";

/** A pacer that is declared when the sync that waits for it has been registered already. */
export const pacerAfterSync: Rule = {
  id: "pacer-after-sync",
  severity: "error",
  hazards: ["SDK"],
  title: "A pacer is declared below a sync that waits for it",
  check: (facts) =>
    facts.syncs.flatMap((sync) => {
      const used = pacersOf(sync, facts);
      const late = facts.pacers.filter(
        ({ call }) =>
          used.has(call) &&
          call.getSourceFile() === sync.call.getSourceFile() &&
          !functionAround(call) &&
          !functionAround(sync.call) &&
          call.pos > sync.call.pos,
      );
      return late.map(({ call }) => ({
        at: call,
        sync,
        message: `The sync ${sync.name} waits for this pacer and is registered above it. The SDK gives a sync the pacers it knows by then, so the first \`wait()\` throws "Pacer not found" and no cycle gets further.`,
        fix: "Move the pacer above every sync that waits for it.",
      }));
    }),
};
