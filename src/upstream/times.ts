import type { Plan } from "../plan/schema.ts";
import { sampleRecord, valueAt } from "../model/sample.ts";
import {
  changeField,
  printedAs,
  resolutionMs,
  type printedFormats,
  type sentFormats,
} from "../source/changes-schema.ts";
import { pathNames } from "../source/path.ts";
import { shareOf } from "../world/random.ts";
import type { Version } from "../world/types.ts";
import type { Knobs } from "./types.ts";

/** How the API keeps and prints change times. */
export type Times = {
  /** The change time the API keeps of a version, in ms since 1970; it may have fractions (µs). */
  stored(version: Version): number;
  /** Such a time as a record shows it. */
  print(time: number): string | number;
  /** An instant as ISO text in the zone the API prints, with so many digits behind the second. */
  iso(time: number, digits: 0 | 3 | 6): string;
};

/** Times as the plan, its sample and the knobs have them. */
export function createTimes(plan: Plan, sample: unknown, knobs: Knobs): Times {
  const { changes } = plan.source;
  const step = Math.max(1, resolutionMs(changes));
  const digits = digitsOf(plan, sample, step);
  const printed = printedAs(changes);

  return {
    stored(version) {
      const resolution = knobs.resolutionMs ?? step;
      const time = Math.floor(version.updatedAt / resolution) * resolution;
      return resolution <= 1 && knobs.fraction === 6 ? time + microseconds(version) / 1000 : time;
    },
    print: (time) => printTime(time, printed),
    iso,
  };

  function printTime(time: number, form: (typeof printedFormats)[number]): string | number {
    if (form === "epoch-s") return Math.floor(time / 1000);
    if (form === "epoch-ms") return Math.floor(time);
    if (form === "datetime") return utc(time).slice(0, 19).replace("T", " ");
    return iso(time, knobs.fraction ?? digits);
  }

  function iso(time: number, count: 0 | 3 | 6): string {
    const zone = knobs.printZone ?? "Z";
    const local = utc(Math.floor(time) + offsetMs(zone));
    if (count === 0) return `${local.slice(0, 19)}${zone}`;
    const micro = String(Math.round((time - Math.floor(time)) * 1000)).padStart(3, "0");
    return `${local.slice(0, 23)}${count === 6 ? micro : ""}${zone}`;
  }
}

/** How many ms an offset such as "-05:00" is ahead of UTC; 0 for anything else. */
export function offsetMs(zone: string): number {
  const match = /^([+-])(\d{2}):(\d{2})$/.exec(zone);
  if (match === null) return 0;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return (match[1] === "-" ? -minutes : minutes) * 60_000;
}

/** A time of a query in ms since 1970, in the documented format; undefined where it is anything else. */
export function readTime(text: string, format: (typeof sentFormats)[number]): number | undefined {
  if (format === "epoch-s" || format === "epoch-ms") {
    if (!/^\d{1,13}(\.\d{1,6})?$/.test(text)) return undefined;
    return Number(text) * (format === "epoch-s" ? 1000 : 1);
  }
  if (format === "datetime") {
    const isPlain = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/.test(text);
    return isPlain ? readIso(`${text.replace(" ", "T")}Z`) : undefined;
  }
  const time = readIso(text);
  return time === undefined || format !== "iso-seconds" ? time : Math.floor(time / 1000) * 1000;
}

const isoText = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2}))?$/;

function readIso(text: string): number | undefined {
  const time = isoText.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time)) return undefined;
  const finer = /\.\d{3}(\d{1,3})/.exec(text)?.[1];
  return finer === undefined ? time : time + Number(finer.padEnd(3, "0")) / 1000;
}

function digitsOf(plan: Plan, sample: unknown, step: number): 0 | 3 | 6 {
  const field = changeField(plan.source.changes);
  const shown = field === undefined ? undefined : valueAt(sampleRecord(plan, sample), pathNames(field) ?? []);
  const digits = /\.(\d+)/.exec(String(shown))?.[1]?.length ?? 0;
  if (digits > 3) return 6;
  return digits > 0 || step < 1000 ? 3 : 0;
}

function microseconds({ id, number }: Version): number {
  return Math.floor(shareOf(id, number) * 1000);
}

function utc(time: number): string {
  return new Date(time).toISOString();
}
