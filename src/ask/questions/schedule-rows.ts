import { costOf, runsPerDay } from "../../plan/cost.ts";
import type { Plan } from "../../plan/schema.ts";
import { parseDuration, sayDuration, sayEvery } from "../../source/duration.ts";

/** One time of the plan: what to ask, what people usually take, and what each value would mean. */
export type Row = {
  name: "delta" | "backfill" | "lookback" | "replace";
  title: string;
  message: (plan: Plan) => string;
  usual: readonly string[];
  /** A value in words, and what follows from it. */
  effect: (plan: Plan, value: string) => { name: string; hint: string };
  architecture: Plan["architecture"];
  /** What else its answer sets: a reason belongs to the answer it was asked for. */
  also?: string;
};

const delta: Row = {
  name: "delta",
  title: "How soon changes show up",
  message: ({ source }) => `How soon should changes in ${source.product} show up?`,
  usual: ["1m", "5m", "15m", "1h", "1d"],
  effect: (_plan, value) => ({
    name: capital(sayWithin(value)),
    hint: `About ${sayCount(runsPerDay(value))} on a day without changes; more only for what changed.`,
  }),
  architecture: "backfill-delta",
};

const backfill: Row = {
  name: "backfill",
  title: "How often everything is read again",
  message: ({ source }) => `How often should all ${source.record.many} be read again?`,
  usual: ["manual", "1d", "7d"],
  effect: (plan, value) => ({ name: sayOften(value), hint: sayDeletes(plan, value) }),
  architecture: "backfill-delta",
  also: "because",
};

const lookback: Row = {
  name: "lookback",
  title: "How far the first run looks back",
  message: () => "How far back should the very first run look for changes?",
  usual: ["1d", "7d", "30d"],
  effect: ({ source: { record } }, value) => ({
    name: sayTime(value),
    hint: `${capital(record.many)} that last changed before that come with the first full read.`,
  }),
  architecture: "backfill-delta",
};

const replace: Row = {
  name: "replace",
  title: "How often everything is read",
  message: ({ source }) => `How often should all ${source.record.many} be read?`,
  usual: ["15m", "1h", "6h", "1d", "7d"],
  effect: (plan, value) => {
    const { many } = plan.source.record;
    const { requestsPerDay, rows } = costOf({ ...plan, schedule: { ...plan.schedule, replace: value } });
    const cost = `About ${sayCount(requestsPerDay)} a day for ${rows.toLocaleString("en-US")} ${many}.`;
    return {
      name: sayOften(value),
      hint: `${capital(sayWithin(value))}: new, changed and deleted ${many}. ${cost}`,
    };
  },
  architecture: "replace",
};

/** The times of a plan, in the order in which they are asked for. */
export const scheduleRows: readonly Row[] = [delta, backfill, lookback, replace];

function sayDeletes({ source }: Plan, value: string): string {
  const { many } = source.record;
  const leave = `Deleted ${many} leave`;
  const isManual = value === "manual";
  if (source.deletes.some(({ kind }) => kind !== "sweep")) {
    return isManual
      ? `${leave} with the changes.`
      : `${leave} with the changes; a full read also finds what those missed.`;
  }
  return isManual
    ? `Deleted ${many} stay in Notion until somebody starts a full read.`
    : `${leave} ${sayWithin(value)}: only a full read notices that they are gone.`;
}

const onlyByHand = "only when somebody starts it";

function sayWithin(value: string): string {
  return value === "manual" ? onlyByHand : `within ${sayTime(value)}`;
}

function sayOften(value: string): string {
  return capital(value === "manual" ? onlyByHand : sayEvery(value));
}

function sayTime(value: string): string {
  return sayDuration(parseDuration(value) ?? 0);
}

function sayCount(requests: number): string {
  const count = Math.ceil(requests);
  return `${count.toLocaleString("en-US")} ${count === 1 ? "request" : "requests"}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
