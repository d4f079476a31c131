import { sayEvery, type DeletesUnit } from "../../src/kit.ts";

export const flag: DeletesUnit<"flag"> = {
  id: "flag",
  label: "As flagged records in the list",
  hint: "A deleted or archived record stays in the list and among the changes, with a flag.",
  gone: (facts) => facts.when,
  why: ({ source: { record }, schedule, architecture }) =>
    architecture === "replace"
      ? `Flagged ${record.many} are still listed; the walk leaves them out, so their rows go ${sayEvery(schedule.replace)}.`
      : `Flagged ${record.many} are still listed: the walk leaves them out, and the delta removes their rows.`,
};
