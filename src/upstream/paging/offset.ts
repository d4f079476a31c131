import { readPageSize, roomOf } from "../page-size.ts";
import { type Paging, type Row } from "../parts.ts";
import { shuffleTies } from "../rows.ts";
import type { Knobs } from "../types.ts";
import { moreFlag } from "./more.ts";

/** A page begins after so many records of the list as it is now; beyond the last one it is empty. */
export const offset: Paging<"offset"> = ({ page, asked, selection, tools }) => {
  const { knobs, random } = tools;
  const text = asked.slot("offset", page.send);
  const from = text === undefined ? 0 : Number(/^\d{1,9}$/.exec(text)?.[0] ?? Number.NaN) - page.start;
  if (!(from >= 0)) return { status: 400, error: `invalid_${page.send ?? "offset"}` };
  const size = readPageSize(page, asked);
  if (typeof size !== "number") return size;
  const window = knobs.maxWindow ?? Infinity;
  if (from >= window && knobs.beyondWindow === "refused")
    return { status: 400, error: "result_window_too_large" };
  const room = Math.max(0, Math.min(roomOf(size, knobs), window - from));
  const rows =
    knobs.ties === "shuffled" ? shuffleTies(selection.rows, 1 + Math.floor(random() * 1e9)) : selection.rows;
  const taken = within(rows, { from, room, size: roomOf(size, knobs) }, knobs);
  return { rows: taken.rows, members: moreFlag(page.more, taken.hasMore, knobs) };
};

/** The rows between two offsets. Empty pages of the knob stand for records nobody may see: they have offsets, too. */
function within(
  rows: readonly Row[],
  { from, room, size }: { from: number; room: number; size: number },
  { emptyPages, outage }: Knobs,
): { rows: readonly Row[]; hasMore: boolean } {
  const holes = outage ? [] : emptyPages.map((page) => ({ start: (page - 1) * size, end: page * size }));
  const index = (at: number): number =>
    holes.reduce((rest, { start, end }) => rest - Math.min(Math.max(at - start, 0), end - start), at);
  const end = index(from + room);
  return { rows: rows.slice(index(from), end), hasMore: room > 0 && end < rows.length };
}
