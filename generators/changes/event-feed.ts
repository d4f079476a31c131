import { sayDuration, sayEvery, type ChangesUnit } from "../../src/kit.ts";

export const eventFeed: ChangesUnit<"event-feed"> = {
  id: "event-feed",
  label: "A feed of events",
  hint: "The API records what happened as events, each about one record.",
  reads: ({ many }) => `One page of the events about ${many} since a time.`,
  tail: "tails/event-feed",
  leaves: ({ order, upward }) => order === "newest-first" && upward === undefined,
  model: (changes, plan, { names, shared }) => {
    const { schedule, source } = plan;
    const { record } = source;
    const how =
      changes.read === undefined
        ? `Events are applied oldest first, and only the last one of each ${record.one}.`
        : `An event only says which ${record.one} to read again, so no old state of it is ever written.`;
    return {
      ...shared,
      unit: "changes/event-feed",
      key: names.keys.delta,
      schedule: schedule.delta,
      state: `EventFeed<${shared.changedPosition}, ${shared.listPosition}>`,
      lookback: String(schedule.lookbackMs),
      why:
        `Incremental, ${sayEvery(schedule.delta)}: the events since ${sayDuration(schedule.overlapMs)} before the newest one known, by the feed's ` +
        `own times, so one that shows up late is still read. ${how} The first cycle looks back ${sayDuration(schedule.lookbackMs)}.`,
    };
  },
};
