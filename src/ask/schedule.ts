import { costOf, runsPerDay } from "../plan/cost.ts";
import type { Plan } from "../plan/schema.ts";
import { parseDuration, sayDuration, sayEvery } from "../source/duration.ts";
import type { Setting } from "./answers.ts";
import { askBecause } from "./architecture.ts";
import type { Asker, Choice } from "./asker.ts";
import type { Facts, LateQuestion } from "./question.ts";
import { settingOf } from "./setting.ts";

/** One time of the plan: what to ask, what people usually take, and what each value would mean. */
type Row = {
  name: "delta" | "backfill" | "lookback" | "replace";
  title: string;
  message: (plan: Plan) => string;
  usual: readonly string[];
  /** A value in words, and what follows from it. */
  effect: (plan: Plan, value: string) => { name: string; hint: string };
  isPair: boolean;
};

const delta: Row = {
  name: "delta",
  title: "How soon changes show up",
  message: ({ source }) => `How soon should changes in ${source.product} show up?`,
  usual: ["1m", "5m", "15m", "1h", "1d"],
  effect: (_plan, value) => ({
    name: value === "manual" ? "Only when somebody starts it" : `Within ${sayTime(value)}`,
    hint: `About ${sayCount(runsPerDay(value))} on a day without changes; more only for what changed.`,
  }),
  isPair: true,
};

const backfill: Row = {
  name: "backfill",
  title: "How often everything is read again",
  message: ({ source }) => `How often should all ${source.record.many} be read again?`,
  usual: ["manual", "1d", "7d"],
  effect: (plan, value) => ({ name: sayOften(value), hint: sayDeletes(plan, value) }),
  isPair: true,
};

const lookback: Row = {
  name: "lookback",
  title: "How far the first run looks back",
  message: () => "How far back should the very first run look for changes?",
  usual: ["1d", "7d", "30d"],
  effect: ({ source }, value) => ({
    name: capital(sayTime(value)),
    hint: `${capital(source.record.many)} that last changed before that come with the first full read.`,
  }),
  isPair: true,
};

const replace: Row = {
  name: "replace",
  title: "How often everything is read",
  message: ({ source }) => `How often should all ${source.record.many} be read?`,
  usual: ["15m", "1h", "6h", "1d", "7d"],
  effect: (plan, value) => {
    const { requestsPerDay, rows } = costOf({ ...plan, schedule: { ...plan.schedule, replace: value } });
    const cost = `About ${sayCount(requestsPerDay)} a day for ${rows.toLocaleString("en-US")} ${plan.source.record.many}.`;
    return { name: sayOften(value), hint: `${capital(sayWithin(value))}: new, changed and deleted ${plan.source.record.many}. ${cost}` };
  },
  isPair: false,
};

/** The questions about time. They ask how fresh rows should be, never how that is done. */
export const scheduleQuestions: readonly LateQuestion[] = [delta, backfill, lookback, replace].map(scheduleQuestion);

function scheduleQuestion(row: Row): LateQuestion {
  const field = `schedule.${row.name}`;
  const isFor = (plan: Plan) => (plan.architecture === "backfill-delta") === row.isPair;
  return {
    stage: "late",
    field,
    title: row.title,
    // A reason belongs to the answer it was asked for.
    sets: row.name === "backfill" ? [field, "because"] : [field],
    owns: { delta: [field], backfill: [field, "because"], lookback: [field, "schedule.overlap"], replace: [field] }[row.name],
    say: (plan) => (isFor(plan) ? row.effect(plan, valueOf(plan, row)).name : undefined),
    isAsked: ({ plan }) => isFor(plan),
    ask: (asker, facts) => askTime(row, asker, facts),
  };
}

async function askTime(row: Row, asker: Asker, facts: Facts): Promise<Setting[]> {
  const { plan, proposed } = facts;
  const recommended = valueOf(proposed.complete.plan, row);
  const reason = row === lookback ? undefined : proposed.complete.reasons.get(`schedule.${row.name}`);
  const values = [recommended, ...row.usual.filter((value) => value !== recommended)];
  const current = valueOf(plan, row);
  if (!values.includes(current)) values.push(current);
  const choices = values.map((value): Choice<string> => {
    const { name, hint } = row.effect(plan, value);
    return value === recommended ? { value, name, hint: `${reason ?? ""} ${hint}`.trim(), isRecommended: true } : { value, name, hint };
  });
  const chosen = await asker.select({ message: row.message(plan), choices: [...choices, otherTime], current });
  const value = chosen === otherTime.value ? await askOther(row, asker, facts) : chosen;
  const setting = settingOf(["schedule", row.name], value);
  if (value === recommended) return [{ ...setting, isProposal: true }];
  return (await needsReason(setting, facts)) ? [setting, await askReason(asker, setting, facts)] : [setting];
}

const otherTime: Choice<string> = { value: "other", name: "Another time …" };

function askOther(row: Row, asker: Asker, { check }: Facts): Promise<string> {
  const example = row.name === "lookback" ? "12h or 14d" : "2m, 30m, 6h or 3d";
  return asker.input({
    message: `Which? (${example})`,
    check: (text) => {
      if (parseDuration(text) === undefined) return `Expected a number and m, h or d, such as ${example}.`;
      return check([settingOf(["schedule", row.name], text), placeholderReason]);
    },
  });
}

const placeholderReason = settingOf(["because"], "asked for next");

/** Whether the gate takes the value only together with a reason. */
async function needsReason(setting: Setting, { check }: Facts): Promise<boolean> {
  return (await check([setting])) !== undefined && (await check([setting, placeholderReason])) === undefined;
}

function askReason(asker: Asker, setting: Setting, facts: Facts): Promise<Setting> {
  const { record } = facts.plan.source;
  return askBecause(asker, { message: `Deleted ${record.many} would stay in Notion. Why is that all right?`, setting, facts });
}

function sayDeletes({ source }: Plan, value: string): string {
  const { many } = source.record;
  const isSwept = source.deletes.every(({ kind }) => kind === "sweep");
  if (isSwept) {
    return value === "manual"
      ? `Deleted ${many} stay in Notion until somebody starts a full read.`
      : `Deleted ${many} leave ${sayWithin(value)}: only a full read notices that they are gone.`;
  }
  return value === "manual"
    ? `Deleted ${many} leave with the changes.`
    : `Deleted ${many} leave with the changes; a full read also finds whatever those missed.`;
}

/** The value of a row as a plan writes it. */
function valueOf({ schedule }: Plan, { name }: Row): string {
  return name === "lookback" ? sayShort(schedule.lookbackMs) : schedule[name];
}

function sayShort(ms: number): string {
  const units: [string, number][] = [["d", 86_400_000], ["h", 3_600_000], ["m", 60_000], ["s", 1000]];
  const [unit, size] = units.find(([, each]) => ms >= each && ms % each === 0) ?? ["s", 1000];
  return `${Math.round(ms / size)}${unit}`;
}

const sayTime = (value: string): string => sayDuration(parseDuration(value) ?? 0);
const sayWithin = (value: string): string => (value === "manual" ? "when somebody starts it" : `within ${sayTime(value)}`);
const sayOften = (value: string): string => (value === "manual" ? "Only when somebody starts it" : capital(sayEvery(value)));
const sayCount = (requests: number): string => `${Math.ceil(requests).toLocaleString("en-US")} ${Math.ceil(requests) === 1 ? "request" : "requests"}`;

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
