import type { SyncChangeDelete, SyncChangeUpsert } from "@notionhq/workers";
import * as Builder from "@notionhq/workers/builder";
import * as Schema from "@notionhq/workers/schema";
import type { Booking } from "./client.js";

export const KEY = "Number";

export const columns = {
  Booking: Schema.title(),
  Passenger: Schema.richText(),
  "E-mail": Schema.email(),
  Paid: Schema.checkbox(),
  Fare: Schema.number("euro"),
  Extras: Schema.multiSelect([]),
  Departs: Schema.date(),
  [KEY]: Schema.richText(),
} satisfies Schema.Schema<typeof KEY>["properties"];

export type Row = SyncChangeUpsert<typeof KEY, typeof columns>;

/** Bookings that can be rows: the newest of each number. */
export function usable(bookings: readonly Booking[]): Booking[] {
  const rows: Record<string, Booking> = Object.create(null) as Record<string, Booking>;
  for (const booking of bookings) {
    const number = words(booking.number);
    if (number === null) continue;
    const rival = rows[number];
    if (rival === undefined || !(modifiedAt(booking) < modifiedAt(rival))) rows[number] = booking;
  }
  return Object.values(rows);
}

/** NaN if there is no telling. */
export const modifiedAt = (booking: Booking): number => Date.parse(zoned(booking.modified));

export function toRow(booking: Booking): Row {
  const modified = modifiedAt(booking);
  const fare = booking.fare_cents;
  const departs = Date.parse(zoned(booking.departs_at));
  const email = words(booking.passenger?.email);
  const passenger = words(booking.passenger?.name);
  const extras = Array.isArray(booking.extras) ? booking.extras.map((extra) => optionName(extra?.title)) : [];
  const row: Row = {
    type: "upsert",
    key: String(booking.number),
    properties: {
      Booking: Builder.title(words(booking.reference || booking.passenger?.name) ?? "(no reference)"),
      Passenger: passenger === null ? [] : Builder.richText(passenger),
      "E-mail": email !== null && /^[^@\s]+@[^@\s]+$/.test(email) ? Builder.email(email) : [],
      Paid: Builder.checkbox(words(booking.is_paid) === "true"),
      Fare: typeof fare === "number" && Number.isFinite(fare) ? Builder.number(fare / 100) : [],
      Extras: Builder.multiSelect(...new Set(extras.filter((name) => name !== null))),
      Departs: Number.isNaN(departs) ? [] : Builder.dateTime(new Date(departs).toISOString(), "UTC"),
      [KEY]: Builder.richText(String(booking.number)),
    },
  };
  // Of two syncs that write a row, the one that read the newer booking wins. A time far ahead is a slip of somebody's.
  const isPlausible = modified < Date.now() + 86_400_000;
  return isPlausible ? { ...row, upstreamUpdatedAt: new Date(modified).toISOString() } : row;
}

export const toDelete = (booking: Booking): SyncChangeDelete => ({
  type: "delete",
  key: String(booking.number),
});

/** Ferryline writes times without a zone in UTC. */
function zoned(time: unknown): string {
  if (typeof time !== "string") return "";
  return /(Z|[+-]\d\d:?\d\d)$/i.test(time) || !/\d\d:\d\d/.test(time) ? time : `${time}Z`;
}

function words(value: unknown, longest = 2000): string | null {
  const isPlain = typeof value === "string" || typeof value === "number" || typeof value === "boolean";
  const text = isPlain ? String(value).trim() : "";
  if (text === "") return null;
  if (text.length <= longest) return text;
  // Half of an emoji is no text.
  return `${text.slice(0, longest - 1).replace(/[\uD800-\uDBFF]$/, "")}…`;
}

/** Notion takes a comma as the end of an option's name. */
function optionName(value: unknown): string | null {
  const text = words(value);
  return text === null ? null : words(text.replaceAll(/\s*,\s*/g, "; "), 100);
}
