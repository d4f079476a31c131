import { z } from "zod";
import { envelopePath, headerName, line, memberPath, queryName, status, text } from "./atoms.ts";

const most = z.int().min(1).max(100_000).optional();
// Where the request itself says how long a page is (in a body, or inside a text), only the value is given. `default` and
// `max` are what the API gives to a client that asks for nothing, or for more: `beyond` says whether it refuses that.
const size = z.strictObject({
  send: queryName.optional(),
  value: z.int().min(1).max(1000),
  default: most,
  max: most,
  beyond: z.enum(["clamped", "refused"]).optional(),
});
// How many records an API can page through at all; later pages are refused or come empty.
const cap = z.int().min(100).max(10_000_000).optional();
const expired = z.array(status).min(1).max(10);

// `expired`: the statuses by which the API says that a page token is no longer valid.
const common = { size: size.optional(), expired: expired.optional() };
// Where the request holds the slot itself (`$cursor`), nothing is to be sent beside it.
const send = queryName.optional();
const more = envelopePath.optional();
const start = z.union([z.literal(0), z.literal(1)]).default(1);

export const single = z
  .strictObject({ kind: z.literal("single"), size: size.optional() })
  .describe("One answer holds everything.");
export const cursor = z
  .strictObject({ kind: z.literal("cursor"), send, read: envelopePath, more, ...common })
  .describe("The answer holds a token for the next page; no token, or `more` being false, ends the list.");
export const nextUrl = z
  .strictObject({ kind: z.literal("next-url"), read: envelopePath, last: envelopePath.optional(), ...common })
  .describe("The answer holds the next page's URL; no URL, or `last` being true, ends the list.");
export const linkHeader = z
  .strictObject({
    kind: z.literal("link-header"),
    /** An attribute of the link that must have this value; any other ends the list. */
    only: z.strictObject({ attribute: headerName, equals: line(50) }).optional(),
    ...common,
  })
  .describe("The Link header holds the next page's URL; no rel=next ends the list.");
export const lastId = z
  .strictObject({ kind: z.literal("last-id"), send, start: text.optional(), more, ...common })
  .describe(
    "The next page begins after the last record's id; `more` says whether there is one, else an empty page ends the list.",
  );
export const numbered = z
  .strictObject({
    kind: z.literal("page"),
    send,
    start,
    more,
    pages: envelopePath.optional(),
    cap,
    ...common,
  })
  .describe(
    "Pages have numbers; `more` or the number of `pages` says whether there is another, else an empty page ends the list.",
  );
export const offset = z
  .strictObject({ kind: z.literal("offset"), send, start: start.default(0), more, cap, ...common })
  .describe(
    "The next page begins after so many records; `more` says whether there is one, else an empty page ends the list.",
  );
export const relay = z
  .strictObject({
    kind: z.literal("relay"),
    connection: memberPath,
    size: size.optional(),
    expired: expired.optional(),
  })
  .describe("GraphQL: pageInfo beside the records has endCursor and hasNextPage.");
export const keyset = z
  .strictObject({
    kind: z.literal("keyset"),
    sendId: queryName.optional(),
    start: text.optional(),
    more,
    ...common,
  })
  .describe(
    "The next page begins after the last record's time and id; `more` says whether there is one, else an empty page ends the list.",
  );

/** How one page of the whole list leads to the next. */
export const listPageSchema = z.discriminatedUnion("kind", [
  single,
  cursor,
  nextUrl,
  linkHeader,
  lastId,
  numbered,
  offset,
  relay,
]);
/** How one page of the changes leads to the next. */
export const changesPageSchema = z.discriminatedUnion("kind", [
  single,
  cursor,
  nextUrl,
  linkHeader,
  keyset,
  numbered,
  offset,
  relay,
]);
/** How one page of a log of deletions leads to the next. */
export const logPageSchema = z.discriminatedUnion("kind", [
  single,
  cursor,
  nextUrl,
  linkHeader,
  keyset,
  numbered,
  offset,
]);
/** How one page of what changed since a token leads to the next. */
export const tokenPageSchema = z.discriminatedUnion("kind", [single, cursor, nextUrl, linkHeader]);
/** How one page of events leads to the next. */
export const eventPageSchema = z.discriminatedUnion("kind", [
  single,
  cursor,
  nextUrl,
  linkHeader,
  lastId,
  numbered,
  offset,
]);

export type PageFacts = z.infer<typeof listPageSchema> | z.infer<typeof changesPageSchema>;

/** Whether a page must be compared with the one before, because records can shift from one to the other. */
export function isGuarded(
  list: { page: PageFacts } & ({ order: "fixed" | "moving" } | { shifts: boolean }),
): boolean {
  const moves = "order" in list ? list.order === "moving" : list.shifts;
  return list.page.kind !== "single" && (moves || isNumbered(list.page));
}

/** Whether pages have numbers, so that a record that leaves the list shifts every page behind it. */
export function isNumbered(page: PageFacts): page is Extract<PageFacts, { kind: "page" | "offset" }> {
  return page.kind === "page" || page.kind === "offset";
}
