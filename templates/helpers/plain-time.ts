import { isoOf } from "./iso-of.js";

/** A time as `2026-01-02 03:04:05` in UTC, for an API that knows no zones. */
export const plainTime = (time: string): string => (isoOf(time) ?? time).slice(0, 19).replace("T", " ");
