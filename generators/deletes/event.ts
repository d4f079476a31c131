import type { DeletesUnit } from "../../src/kit.ts";

export const event: DeletesUnit<"event"> = {
  id: "event",
  label: "As events",
  hint: "The feed of changes has an event, or an entry of a type of its own, for each deletion.",
  gone: () => undefined,
  why: (plan) => `An event tells of each deleted ${plan.source.record.one}, so the delta removes its row.`,
};
