import type { DeletesUnit } from "../../src/kit.ts";

export const tombstone: DeletesUnit<"tombstone"> = {
  id: "tombstone",
  label: "As marked records",
  hint: "A deleted record appears among the changes with a mark.",
  gone: (facts) => facts.when,
  why: (plan) =>
    `Deleted ${plan.source.record.many} show up among the changes, so the delta removes their rows.`,
};
