import { sayEvery, type DeletesUnit } from "../../src/kit.ts";

export const sweep: DeletesUnit<"sweep"> = {
  id: "sweep",
  label: "By their absence",
  hint: "The API does not report deletions; a full walk that no longer finds a record removes its row.",
  gone: () => undefined,
  why: (plan) => {
    const schedule = plan.architecture === "replace" ? plan.schedule.replace : plan.schedule.backfill;
    return `The API does not report deletions: a row goes when a full walk (${sayEvery(schedule)}) no longer finds its record.`;
  },
};
