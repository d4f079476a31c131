import { plainName, wordsOf } from "./json.ts";

/** What a text is by its form alone. */
export const shapes = {
  instant: (text: string) =>
    /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d{1,9})?)? ?(Z|[+-]\d\d:?\d\d)$/i.test(text),
  zoneless: (text: string) => /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d{1,9})?)?$/.test(text),
  day: (text: string) => /^\d{4}-\d\d-\d\d$/.test(text),
  url: (text: string) => /^https?:\/\/[^\s/?#]+([/?#]\S*)?$/i.test(text),
  email: (text: string) => text.length <= 254 && /^[^\s@,;<>]{1,64}@[^\s@,;<>]+\.[^\s@,;<>.]{2,}$/.test(text),
  uuid: (text: string) => /^[\da-f]{8}-([\da-f]{4}-){3}[\da-f]{12}$/i.test(text),
  hex: (text: string) => /^[\da-f]{24,64}$/i.test(text),
  phone: (text: string) => /^\+?[\d ().-]{6,24}$/.test(text) && (text.match(/\d/g) ?? []).length >= 6,
  decimal: (text: string) => /^-?\d{1,15}\.\d{1,8}$/.test(text),
  digits: (text: string) => /^\d{1,30}$/.test(text),
  token: (text: string) => /^[\w.:=+/~-]{1,200}$/.test(text) && /\d/.test(text),
} satisfies Record<string, (text: string) => boolean>;

/** How all values of a column write a time. */
export type TimeForm = "instant" | "zoneless" | "day" | "epoch-s" | "epoch-ms";

// From 2000 to 2100: what other numbers rarely are.
const epoch = { from: 946_684_800, to: 4_102_444_800 };

/**
 * The form of times that all of these values have; undefined for anything else. Numbers are times only under a name
 * that says so. Where some texts have a zone and others none, they count as without.
 */
export function timeForm(values: readonly unknown[], name: string): TimeForm | undefined {
  if (values.length === 0) return undefined;
  if (values.every((value) => typeof value === "number")) {
    return namesTime(name) ? epochForm(values) : undefined;
  }
  if (!allText(values)) return undefined;
  const isTime = (text: string) => shapes.instant(text) || shapes.zoneless(text);
  if (!values.every((text) => (isTime(text) || shapes.day(text)) && isDate(text))) return undefined;
  if (values.every(shapes.day)) return "day";
  if (values.every(shapes.instant)) return "instant";
  return values.every(isTime) ? "zoneless" : undefined;
}

/** Whether all values have the size of times since 1970, whatever they are called. */
export function looksLikeEpoch(values: readonly unknown[]): boolean {
  return values.length > 0 && epochForm(values) !== undefined;
}

function epochForm(values: readonly unknown[]): TimeForm | undefined {
  const isIn = (size: number) =>
    values.every(
      (value) =>
        typeof value === "number" &&
        Number.isFinite(value) &&
        value >= epoch.from * size &&
        value <= epoch.to * size,
    );
  return isIn(1) ? "epoch-s" : isIn(1000) ? "epoch-ms" : undefined;
}

/** Whether every value is a text. */
export function allText(values: readonly unknown[]): values is readonly string[] {
  return values.every((value) => typeof value === "string");
}

function isDate(text: string): boolean {
  const day = new Date(`${text.slice(0, 10)}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text.slice(0, 10));
}

const timeWords =
  /^(at|on|time|times|date|datetime|ts|timestamp|created|updated|modified|changed|edited|since|until|expires?|expiry|start|starts|end|ends|due|seen|deleted|archived|published|utc|epoch|ms|millis|mtime|ctime|day|closed|opened|joined|posted|sent|received|completed|added|when|scheduled|birthday|registered)$/;

function namesTime(name: string): boolean {
  return (
    wordsOf(name).some((word) => timeWords.test(word)) ||
    /(date|time|timestamp)(utc|ms)?$/.test(plainName(name))
  );
}
