import { sayEvery, type ArchitectureUnit } from "../../src/kit.ts";

export const replace: ArchitectureUnit = {
  id: "replace",
  label: "Replace: one sync that reads everything",
  hint: "Simple and complete; each cycle reads the whole list and removes what is no longer in it.",
  fits: (source) =>
    source.changes.kind === "none"
      ? { ok: true }
      : {
          ok: false,
          because: `${source.product} can tell what changed, so reading everything each time wastes requests and is late`,
        },
  model: (plan, names, shared) => ({
    ...shared,
    unit: "architecture/replace",
    key: names.keys.replace,
    schedule: plan.schedule.replace,
    state: `Walk<${shared.listPosition}>`,
    why:
      `Replace, ${sayEvery(plan.schedule.replace)}: ${plan.because ?? `${plan.source.product} cannot tell which ${plan.source.record.many} changed, so each cycle reads all of them`}. ` +
      `When a cycle ends, Notion removes the rows it did not see; a cycle that looks partial refuses to end.`,
  }),
};
