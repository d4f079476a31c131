import type { Field } from "../source/field-schema.ts";

/** Which version of which record a value is drawn for. Times in ms since 1970. */
export type Moment = { serial: number; revision: number; createdAt: number; updatedAt: number };

/** Gives a raw value as the API would hold it. */
export type Draw = (random: () => number, moment: Moment) => unknown;

/** Where a value stands: the last name of its path, what the sample has there, and what it must never be. */
export type DrawPlace = {
  name: string;
  sample: unknown;
  never: unknown;
  word: string;
  /** The ids it can be, of something that they lead to. */
  ids?: readonly (string | number)[];
  /** Whether a time follows soon after the record's creation. */
  isSoon: boolean;
};

/** How a field's raw value is made: the inverse of what the field does with it, in the form of the sample. */
export function drawOf(field: Field, place: DrawPlace): Draw {
  const { transform } = field;
  if (transform === "count") return () => ({});
  const { ids } = place;
  if (field.lookup !== undefined && ids) return (random) => ids[Math.floor(random() * ids.length)];
  const time = place.isSoon ? soonAfter : timeOf(place.name);
  if (transform === "epoch-s" || transform === "epoch-ms") {
    const unit = transform === "epoch-s" ? 1000 : 1;
    return (random, moment) => Math.floor(time(random, moment) / unit);
  }
  if (field.template !== undefined) return (_random, { serial, revision }) => `${serial}-${revision}`;
  if (transform === "https") return (_random, moment) => `example.com/${slug(place, moment)}`;
  switch (field.type) {
    case "number":
      return drawNumber(place.sample, transform === "minor-units");
    case "checkbox":
      return asSample(place.sample, (random) =>
        typeof place.never === "boolean" ? !place.never : random() < 0.5,
      );
    case "date":
      return (random, moment) => iso(time(random, moment)).slice(0, 10);
    case "dateTime":
      return drawInstant(place.sample, time);
    case "url":
      return (_random, moment) => `https://example.com/${slug(place, moment)}`;
    case "email":
      return (_random, { serial, revision }) => `user${serial}.${revision}@example.com`;
    case "phoneNumber":
      return (_random, { serial, revision }) => `+1 555 ${10_000 + serial} ${revision}`;
    case "select":
    case "multiSelect":
      return transform === "split" ? severalOf(drawChoice(field, place)) : drawChoice(field, place);
    default:
      return (_random, moment) => sayText(place.word, moment);
  }
}

/** Whether a value follows the record's own times, so that nobody edits or empties it. */
export function isStamp(field: Field, name: string): boolean {
  const isTime = field.type === "date" || field.type === "dateTime";
  return isTime && (created.test(name) || updated.test(name));
}

/** A text that no other version of any record has: "Bird 17, revision 3". */
function sayText(word: string, { serial, revision }: Moment): string {
  return revision === 0 ? `${word} ${serial}` : `${word} ${serial}, revision ${revision}`;
}

const created = /creat|added|inserted/i;
const updated = /updated|modified|changed/i;
const firstDay = Date.UTC(2024, 0, 1);
const days = 900;

function timeOf(name: string): (random: () => number, moment: Moment) => number {
  if (created.test(name)) return (_random, moment) => moment.createdAt;
  if (updated.test(name)) return (_random, moment) => moment.updatedAt;
  return (random) => firstDay + Math.floor(random() * days * 86_400) * 1000;
}

function soonAfter(random: () => number, { createdAt }: Moment): number {
  return createdAt + Math.floor(random() * 3 * 86_400) * 1000;
}

function drawInstant(sample: unknown, time: (random: () => number, moment: Moment) => number): Draw {
  if (typeof sample === "number") {
    const unit = sample > 1e11 ? 1 : 1000;
    return (random, moment) => Math.floor(time(random, moment) / unit);
  }
  const isFine = /\.\d/.test(String(sample));
  return (random, moment) =>
    isFine ? iso(time(random, moment)) : `${iso(time(random, moment)).slice(0, 19)}Z`;
}

function drawNumber(sample: unknown, isWhole: boolean): Draw {
  const hasFraction = !isWhole && !Number.isInteger(Number(sample ?? 0));
  return asSample(sample, (random) =>
    hasFraction ? Math.floor(random() * 1000) / 10 : Math.floor(random() * 10_000),
  );
}

function drawChoice(field: Field, { sample, never, word }: DrawPlace): Draw {
  const labels = Object.keys(field.labels ?? {});
  const shown = new Set(Object.values(field.labels ?? {}));
  const options = (field.options ?? []).filter((option) => !shown.has(option));
  const listed = [...new Set([...labels, ...options])].filter((choice) => choice !== never);
  const known = typeof sample === "string" && sample !== never ? [sample] : [];
  const free = ["red", "green", "blue"].map((colour) => `${word} ${colour}`);
  const choices =
    listed.length === 0 ? [...known, ...free] : field.open === true ? [...listed, `${word} new`] : listed;
  return (random) => choices[Math.floor(random() * choices.length)];
}

/** One value or two, in one text. */
function severalOf(draw: Draw): Draw {
  return (random, moment) =>
    random() < 0.5 ? draw(random, moment) : `${String(draw(random, moment))};${String(draw(random, moment))}`;
}

/** APIs that print numbers or flags as text do so in the sample. */
function asSample(sample: unknown, draw: Draw): Draw {
  return typeof sample === "string" ? (random, moment) => String(draw(random, moment)) : draw;
}

function slug({ name }: DrawPlace, { serial, revision }: Moment): string {
  return `${encodeURIComponent(name)}/${serial}/${revision}`;
}

function iso(time: number): string {
  return new Date(time).toISOString();
}
