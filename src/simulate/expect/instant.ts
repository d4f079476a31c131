/** How a source writes a moment: a day, or a day with a time, and perhaps a zone. */
const written =
  /^(\d{4})-(\d{2})-(\d{2})(?:[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?([Zz]|[+-](?:[01]\d|2[0-3]):?[0-5]\d)?)?$/;
const firstInstant = Date.UTC(2000, 0, 1) - 730_485 * 86_400_000;
const lastInstant = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/**
 * The instant a text of a record stands for, in ms since 1970, cut to the second: a day is its midnight, a time without a
 * zone is UTC. Undefined for what no calendar or clock shows (February 30, 25:00) and for any other text.
 */
export function readInstant(text: string): number | undefined {
  const parts = written.exec(text);
  if (!parts) return undefined;
  const [year, month, day, hour, minute, second] = parts.slice(1, 7).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const isMidnightAtTheEnd = hour === 24 && minute === 0 && second === 0;
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return undefined;
  if ((hour > 23 && !isMidnightAtTheEnd) || minute > 59 || second > 59) return undefined;
  const midnight = new Date(0);
  midnight.setUTCFullYear(year, month - 1, day);
  return inRange(
    midnight.getTime() + (hour * 3600 + minute * 60 + second) * 1000 - zoneOffset(parts[7] ?? "Z"),
  );
}

/** A number since 1970 in units of so many ms as a text that `readInstant` takes; undefined where there is none. */
export function isoOfEpoch(count: unknown, unitMs: number): string | undefined {
  const instant = typeof count === "number" ? inRange(count * unitMs) : undefined;
  return instant === undefined ? undefined : new Date(instant).toISOString();
}

/** The calendar day of an instant in UTC, as `2026-03-04`. */
export function sayDay(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}

/** The clock time of an instant in UTC, as `08:05`. */
export function sayTime(instant: number): string {
  return new Date(instant).toISOString().slice(11, 16);
}

function inRange(instant: number): number | undefined {
  return instant >= firstInstant && instant <= lastInstant ? instant : undefined;
}

function daysIn(year: number, month: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function zoneOffset(zone: string): number {
  if (zone.toUpperCase() === "Z") return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return (zone.startsWith("-") ? -minutes : minutes) * 60_000;
}
