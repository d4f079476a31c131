import { filled, sayFilled } from "./columns.ts";
import { isFilled, shown, wordsOf } from "./json.ts";
import { timeForm, type TimeForm } from "./shapes.ts";
import { tellingName } from "./subject.ts";
import type { Column, Guess } from "./types.ts";

/** A time that each record has, how it is written, and what its name says of it. */
export type TimeColumn = { column: Column; form: TimeForm; says: "changed" | "created" | "other" };

/** All times of the records. */
export function findTimes(columns: readonly Column[]): TimeColumn[] {
  return columns.flatMap((column): TimeColumn[] => {
    const name = tellingName(column);
    const form = timeForm(filled(column), `${column.names.at(-1)} ${name}`);
    return form === undefined ? [] : [{ column, form, says: column.own ? saysOf(name) : "other" }];
  });
}

/** The time that most likely moves whenever a record changes; only a candidate, for no sample shows that it does. */
export function findChangeTime(times: readonly TimeColumn[]): (Guess & { form: TimeForm }) | undefined {
  const created = times.find(({ says }) => says === "created");
  const candidates = times
    .filter(({ says, form }) => says === "changed" && form !== "day")
    .map((time) => ({ ...time, score: scoreOf(time.column) - (created && isBefore(time, created) ? 3 : 0) }))
    .sort((one, other) => other.score - one.score);
  const [best, ...rest] = candidates;
  if (!best) return undefined;
  const { column, form, score } = best;
  const order = created
    ? `; ${isBefore(best, created) ? "but some are before" : "none is before"} ${shown(created.column.path)}`
    : "";
  return {
    path: "source.changes.field",
    value: column.path,
    reason: `a time under a name for changes, ${sayFilled(column)}${order}`,
    confidence: score >= 3 && filled(column).length === column.values.length ? "likely" : "guess",
    alternatives: rest.slice(0, 4).map((each) => each.column.path),
    form,
  };
}

function saysOf(name: string): TimeColumn["says"] {
  const words = wordsOf(name).join(" ");
  if (/\b(create|creation|inserted|added|born|registered|opened)/.test(words) || /created|ctime/.test(words))
    return "created";
  return /updat|modif|modtime|mtime|chang|edited|revis|\btouched/.test(words) ? "changed" : "other";
}

/** Names that say what changed are about that alone: `status_changed_at` stands still when the title changes. */
function scoreOf({ names, values }: Column): number {
  const words = wordsOf(names.at(-1) ?? "").filter(
    (word) =>
      !/^(at|on|time|date|datetime|timestamp|ts|last|utc|gmt|ms|epoch|dt|d|t|system|sys|record|was|stamp|iso|in|millis|unix|value)$/.test(
        word,
      ),
  );
  const rest = words.filter((word) => !/updat|modif|modtime|mtime|chang|edited|revis|touched/.test(word));
  const share = values.filter(isFilled).length / Math.max(values.length, 1);
  return 4 - 2 * rest.length + share - names.length * 0.1;
}

function isBefore(time: TimeColumn, created: TimeColumn): boolean {
  return time.column.values.some((value, row) => {
    const [one, other] = [instantOf(value, time.form), instantOf(created.column.values[row], created.form)];
    return one !== undefined && other !== undefined && one < other;
  });
}

function instantOf(value: unknown, form: TimeForm): number | undefined {
  if (typeof value === "number") return form === "epoch-s" ? value * 1000 : value;
  if (typeof value !== "string") return undefined;
  const time = Date.parse(form === "zoneless" ? `${value.replace(" ", "T")}Z` : value);
  return Number.isNaN(time) ? undefined : time;
}
