import { z } from "zod";
import { duration, envelopePath, form, queryName, status, valuePath } from "./atoms.ts";
import { eventPageSchema, tokenPageSchema } from "./page-schema.ts";
import { conditionSchema, requestSchema } from "./request-schema.ts";
import { answers, bound, printedFormats, time } from "./stream-schema.ts";

// Changes that an API tells of by itself: since a token it gave, or as a feed of events.

/** An event's type, or the start of several: `customer.created`, `customer.*`. */
export const eventType = form(
  "an event type like customer.created, or the start of several like customer.*",
  200,
  /^[^\s*]*[^\s]$/,
);

const statuses = z.array(status).min(1).max(10);

// For entries that do not hold the whole record: `$id` takes the record's id. `gone`: how a deleted record that can
// still be read is marked.
const read = z.strictObject({
  request: requestSchema,
  record: envelopePath.default(""),
  missing: statuses.default([404, 410]),
  gone: conditionSchema.optional(),
});

// How an entry of the changes is about a record: where its id (the first of these places that has one) and the record
// itself are, or how to read it again.
const subject = z.union(
  [valuePath, z.array(valuePath).min(1).max(4)],
  "a path to one value, like data.object.id, or a list of up to 4 of them",
);
const about = { subject: subject.optional(), object: valuePath.optional(), read: read.optional() };

const list = z
  .strictObject({ by: z.literal("list") })
  .describe("The last page of the whole list has the first token.");
const call = z
  .strictObject({ by: z.literal("call"), request: requestSchema, read: envelopePath })
  .describe("A request of its own gives the first token.");
const refusal = z
  .strictObject({ by: z.literal("refusal"), status, read: envelopePath })
  .describe("Asking for changes without a token is refused; the refusal has the first token.");

export const deltaToken = z
  .strictObject({
    kind: z.literal("delta-token"),
    ...answers,
    page: tokenPageSchema,
    token: envelopePath,
    send: queryName.optional(),
    follow: z.boolean().default(false),
    start: z.discriminatedUnion("by", [list, call, refusal]).default({ by: "list" }),
    expired: z.strictObject({ statuses: statuses.optional(), full: envelopePath.optional() }).default({}),
    lives: duration.optional(),
    holds: z.enum(["full", "partial", "references"]).default("full"),
    ...about,
    type: valuePath.optional(),
    ...time,
    field: valuePath.optional(),
    resolution: duration.optional(),
  })
  .describe(
    "Changes since a token, which the last page of the changes (at `token`) renews; with `follow` it is a URL to be asked as it is.",
  );

export const eventFeed = z
  .strictObject({
    kind: z.literal("event-feed"),
    ...answers,
    page: eventPageSchema,
    ...bound,
    ...time,
    printed: z.enum(printedFormats).default("iso"),
    order: z.enum(["oldest-first", "newest-first"]),
    upward: queryName.optional(),
    id: valuePath.default("id"),
    type: valuePath,
    types: z.array(eventType).min(1).max(50),
    except: z.array(eventType).max(50).default([]),
    ...about,
    retention: duration.optional(),
  })
  .describe(
    "A feed of events, each about one record: `field` is the event's time, `types` are those that concern these records.",
  );
