import { sayEvery, type DeletesUnit } from "../../src/kit.ts";

export const sweep: DeletesUnit<"sweep"> = {
  id: "sweep",
  label: "By their absence",
  hint: "The API does not report deletions; a full walk that no longer finds a record removes its row.",
  gone: () => undefined,
  why: (plan) => {
    const every = sayEvery(plan.architecture === "replace" ? plan.schedule.replace : plan.schedule.backfill);
    const isAlone = plan.source.deletes.every(({ kind }) => kind === "sweep");
    return isAlone
      ? `The API does not report deletions: a row goes when a full walk (${every}) no longer finds its record.`
      : `A deletion that goes unreported is noticed when a full walk (${every}) no longer finds the record.`;
  },
};
