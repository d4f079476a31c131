import { lacks } from "./kit/settings.ts";
import type { Rule } from "./rule.ts";

/** A sync whose rhythm is Notion's default. */
export const scheduleMissing: Rule = {
  id: "schedule-missing",
  severity: "info",
  hazards: ["SDK"],
  title: "The sync does not say when it runs",
  check: ({ syncs }) =>
    syncs
      .filter((sync) => sync.scheduleNode === undefined && lacks(sync, "schedule"))
      .map((sync) => ({
        at: sync.keyNode,
        sync,
        message:
          "Without a schedule, Notion runs this sync at its own default, half an hour at present. Is that what you want?",
        fix: 'Write `schedule: "30m"`, or how often it is to run; "manual" if only somebody starts it.',
      })),
};
