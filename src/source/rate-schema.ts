import { z } from "zod";
import { duration, headerName, line, status, envelopePath } from "./atoms.ts";

/** Kinds of requests that an API may count on their own. */
export const paced = ["list", "changes", "read"] as const;

export type PacedKind = (typeof paced)[number];

/** So many requests in a span of time; with `for`, a limit that only requests of that kind count to. */
export const rateSchema = z.strictObject({
  requests: z.int().min(1).max(1_000_000),
  per: duration,
  for: z.enum(paced).optional(),
});

const equals = z.union(
  [line(100), z.array(line(100)).min(1).max(10)],
  "a text, or a list of texts any of which it may be",
);
const resets = {
  /** A header that tells when requests are taken again, and how it tells that. */
  resetHeader: headerName.optional(),
  reset: z.enum(["epoch-s", "epoch-ms", "seconds"]).optional(),
};

/** An answer that means "too fast" without status 429, known by a header or by a text in its JSON. */
export const throttleSchema = z.union(
  [
    z.strictObject({ status, header: headerName, equals, ...resets }),
    z.strictObject({ status, body: envelopePath, equals, ...resets }),
  ],
  "a status with { header, equals } or { body, equals }, like { status: 403, header: x-ratelimit-remaining, equals: '0' }",
);

export type RateFacts = z.infer<typeof rateSchema>;
export type ThrottleFacts = z.infer<typeof throttleSchema>;
