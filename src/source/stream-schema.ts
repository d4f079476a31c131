import { z } from "zod";
import { duration, envelopePath, queryName, valuePath } from "./atoms.ts";
import { requestSchema } from "./request-schema.ts";

// What the kinds of change tracking are put together from.

/** How a time is written in a request. */
export const sentFormats = ["iso", "iso-seconds", "iso-ms", "epoch-s", "epoch-ms", "datetime"] as const;
/** How a record prints its change time: ISO 8601 with any offset, seconds or ms since 1970, `2026-01-02 03:04:05` in UTC. */
export const printedFormats = ["iso", "epoch-s", "epoch-ms", "datetime"] as const;

/** What every way to learn of changes has, beside its pages: one request, its records, and how late it may show a change. */
export const answers = {
  request: requestSchema,
  records: envelopePath,
  sparse: z.boolean().optional(),
  lag: duration,
};

/** The change time in a record, and how fine it is. */
export const time = {
  field: valuePath,
  printed: z.enum(printedFormats).default("iso"),
  resolution: duration,
};

/** The query parameter that takes the lower bound (or `$since` in the request), and how the time is written in it. */
export const bound = {
  send: queryName.optional(),
  format: z.enum(sentFormats).default("iso"),
  bound: z.enum(["gt", "gte", "unknown"]),
};
