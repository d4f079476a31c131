import { unusedTimes } from "../../plan/complete-schedule.ts";
import type { Plan } from "../../plan/schema.ts";
import { parseDuration } from "../../source/duration.ts";
import type { Setting } from "../answers.ts";
import type { Asker, Choice } from "../asker.ts";
import type { Facts, LateQuestion } from "../question.ts";
import { settingOf } from "../setting.ts";
import { askBecause } from "./architecture.ts";
import { scheduleRows, type Row } from "./schedule-rows.ts";

/** The questions about time. They ask how fresh rows should be, never how that is done. */
export const scheduleQuestions: readonly LateQuestion[] = scheduleRows.map(scheduleQuestion);

function scheduleQuestion(row: Row): LateQuestion {
  const field = `schedule.${row.name}`;
  const sets = row.also === undefined ? [field] : [field, row.also];
  return {
    stage: "late",
    field,
    title: row.title,
    sets,
    owns: row.name === "lookback" ? [...sets, "schedule.overlap"] : sets,
    say: (plan) => (counts(row, plan) ? row.effect(plan, valueOf(plan, row)).name : undefined),
    isAsked: ({ plan }) => counts(row, plan),
    ask: (asker, facts) => askTime(row, asker, facts),
  };
}

/** Whether anything goes by the time. */
function counts(row: Row, { architecture, source }: Plan): boolean {
  return architecture === row.architecture && !unusedTimes(source.changes).includes(row.name);
}

async function askTime(row: Row, asker: Asker, facts: Facts): Promise<Setting[]> {
  const recommended = valueOf(facts.proposed.complete.plan, row);
  const current = valueOf(facts.plan, row);
  const chosen = await asker.select({
    message: row.message(facts.plan),
    choices: [...choicesFor(row, facts, { recommended, current }), otherTime],
    current,
  });
  const value = chosen === otherTime.value ? await askOther(row, asker, facts) : chosen;
  const setting = settingOf(["schedule", row.name], value);
  if (value === recommended) return [{ ...setting, isProposal: true }];
  return (await needsReason(setting, facts)) ? [setting, await askReason(asker, setting, facts)] : [setting];
}

const otherTime: Choice<string> = { value: "other", name: "Another time …" };

/** The recommended value with its reason, then the usual ones, and the one of before if it is none of them. */
function choicesFor(
  row: Row,
  { plan, proposed }: Facts,
  at: { recommended: string; current: string },
): Choice<string>[] {
  const reason = row.name === "lookback" ? undefined : proposed.complete.reasons.get(`schedule.${row.name}`);
  return [...new Set([at.recommended, ...row.usual, at.current])].map((value) => {
    const { name, hint } = row.effect(plan, value);
    if (value !== at.recommended) return { value, name, hint };
    return { value, name, hint: `${reason ?? ""} ${hint}`.trim(), isRecommended: true };
  });
}

function askOther(row: Row, asker: Asker, { check }: Facts): Promise<string> {
  const example = row.name === "lookback" ? "12h or 14d" : "2m, 30m, 6h or 3d";
  return asker.input({
    message: `Which? (${example})`,
    check: (text) => {
      if (parseDuration(text) === undefined) return `Expected a number and m, h or d, such as ${example}.`;
      return check([settingOf(["schedule", row.name], text), someReason]);
    },
  });
}

const someReason = settingOf(["because"], "asked for next");

/** Whether the gate takes the value only together with a reason. */
async function needsReason(setting: Setting, { check }: Facts): Promise<boolean> {
  return (await check([setting])) !== undefined && (await check([setting, someReason])) === undefined;
}

function askReason(asker: Asker, setting: Setting, facts: Facts): Promise<Setting> {
  const { many } = facts.plan.source.record;
  const message = `Deleted ${many} would stay in Notion. Why is that all right?`;
  return askBecause(asker, { message, setting, facts });
}

/** The value of a row as a plan writes it. */
function valueOf({ schedule }: Plan, { name }: Row): string {
  return name === "lookback" ? sayShort(schedule.lookbackMs) : schedule[name];
}

/** Milliseconds as a plan writes them: `86400000` → `1d`. */
function sayShort(ms: number): string {
  const units = ["d", "h", "m", "s"].map((unit) => ({ unit, size: parseDuration(`1${unit}`) ?? 1 }));
  const { unit, size } = units.find((each) => ms >= each.size && ms % each.size === 0) ?? {
    unit: "s",
    size: 1000,
  };
  return `${Math.round(ms / size)}${unit}`;
}
