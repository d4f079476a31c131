import type { Page } from "../parts.ts";
import type { Knobs } from "../types.ts";

/** The flag that says whether there is more, as the knob spoils it; nothing where the API has none. */
export function moreFlag(
  path: string | undefined,
  hasMore: boolean,
  { doneFlag }: Knobs,
): Page["members"][number][] {
  if (path === undefined || doneFlag === "absent") return [];
  const value = doneFlag === "stuck" ? true : doneFlag === "string" ? String(hasMore) : hasMore;
  return [{ path, value }];
}

/** The flag that says that this page is the last, as the knob spoils it; nothing where the API has none. */
export function lastFlag(
  path: string | undefined,
  isLast: boolean,
  { doneFlag }: Knobs,
): Page["members"][number][] {
  if (path === undefined || doneFlag === "absent") return [];
  const value = doneFlag === "stuck" ? false : doneFlag === "string" ? String(isLast) : isLast;
  return [{ path, value }];
}
