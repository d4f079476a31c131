import type { PageFacts } from "../source/schema.ts";
import type { Asked, Refusal } from "./parts.ts";
import type { Knobs } from "./types.ts";

const usualSize = 30;

/** The most records a page holds, as far as the plan says. */
export function pageSizeOf(page: object): number {
  const { size } = page as Pick<PageFacts, "size">;
  return size?.value ?? usualSize;
}

/**
 * How many records a page holds: what was asked for, up to the documented maximum, else the documented default. Where no
 * figure is known, the plan's size is taken for the maximum, and the default is 30 or less. More than the maximum gives
 * the maximum or, where the documentation says so, is refused; what is no whole number from 1 is refused.
 */
export function readPageSize({ size }: Pick<PageFacts, "size">, asked: Asked): number | Refusal {
  if (size === undefined) return usualSize;
  const most = size.max ?? size.value;
  // The request itself says how long a page is, and nothing shows where.
  if (size.send === undefined && asked.ownSize === undefined) return size.value;
  const name = size.send ?? "page_size";
  const text = size.send === undefined ? asked.ownSize?.text : (asked.query.get(size.send) ?? undefined);
  if (text === undefined) return size.default ?? Math.min(most, usualSize);
  if (!/^[1-9]\d{0,8}$/.test(text)) return { status: 400, error: `invalid_${name}` };
  if (Number(text) > most && size.beyond === "refused")
    return { status: 400, error: `invalid_${name}`, body: { error: `${name} must be at most ${most}` } };
  return Math.min(Number(text), most);
}

/**
 * How many records of this resource a page really holds. What `dropPerPage` leaves out are records that this credential
 * may not see at all: they take up room on the page, so that it comes short and nothing is lost.
 */
export function roomOf(size: number, { clampLimit, dropPerPage }: Knobs): number {
  const clamped = Math.min(size, clampLimit ?? size);
  return Math.max(1, clamped - dropPerPage);
}
