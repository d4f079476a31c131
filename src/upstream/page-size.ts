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
 * How many records a page holds. Documentation gives a default and a maximum; the plan's size is taken for the maximum,
 * and the default is 30 or less. More than the maximum gives the maximum; what is no whole number from 1 is refused.
 */
export function readPageSize({ size }: Pick<PageFacts, "size">, asked: Asked): number | Refusal {
  if (size === undefined) return usualSize;
  // The request itself says how long a page is, as its text stands in the plan.
  if (size.send === undefined) return size.value;
  const text = asked.query.get(size.send);
  if (text === null) return Math.min(size.value, usualSize);
  if (!/^[1-9]\d{0,8}$/.test(text)) return { status: 400, error: `invalid_${size.send}` };
  return Math.min(Number(text), size.value);
}

/**
 * How many records of this resource a page really holds. What `dropPerPage` leaves out are records that this credential
 * may not see at all: they take up room on the page, so that it comes short and nothing is lost.
 */
export function roomOf(size: number, { clampLimit, dropPerPage }: Knobs): number {
  const clamped = Math.min(size, clampLimit ?? size);
  return Math.max(1, clamped - dropPerPage);
}
