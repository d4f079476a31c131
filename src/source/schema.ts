import { z } from "zod";
import { parseDuration } from "./duration.ts";
import { parsePath, pathNames } from "./path.ts";

// Limits keep a hostile file small; the words are what a person reads next to file and line: "Expected <words> in …".
const form = (words: string, max: number, fits: RegExp | ((value: string) => boolean)) => {
  const bounded = z.string(words).max(max, words);
  return (fits instanceof RegExp ? bounded.regex(fits, words) : bounded.refine(fits, words)).describe(words);
};
const line = (max: number) =>
  z
    .string("text")
    .min(1, "text that is not empty")
    .max(max, `text of at most ${max} characters`)
    .refine(
      (value) => !/[\u0000-\u001f\u007f\u2028\u2029]/.test(value),
      "one line of text without control characters",
    );

export const text = line(200);
/** One emoji, however many code points it is made of. */
export const emoji = form("one emoji", 40, (value) => {
  const graphemes = [...new Intl.Segmenter().segment(value)];
  return graphemes.length === 1 && /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u.test(value);
});
export const duration = form(
  "a duration like 30s, 5m, 24h or 7d",
  10,
  (value) => parseDuration(value) !== undefined,
);
export const recordPath = form(
  "a path like user.login or labels[].name",
  300,
  (path) => path !== "" && parsePath(path) !== undefined,
);
/** A path to one value: an id or a time is not a list. */
const valuePath = form(
  "a path to one value, like user.login (no [])",
  300,
  (path) => path !== "" && pathNames(path) !== undefined,
);
const envelopePath = form(
  'a path like data.items ("" for the whole answer)',
  300,
  (path) => pathNames(path) !== undefined,
);
const headerName = form("a header name", 100, /^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/);
const queryName = form("the name of a query parameter", 100, /^[\w.[\]$-]+$/);
export const envName = form(
  "a name like ACME_TOKEN (capitals, digits, _; not NOTION_…)",
  64,
  /^(?!NOTION_)[A-Z][A-Z0-9_]*$/,
);
const status = z.int().min(400).max(599);
const scalar = z.union([line(500), z.number(), z.boolean()], "text, a number, true or false");

/** A test of one field of a record. */
export const conditionSchema = z.union(
  [
    z.strictObject({ field: valuePath, is: z.enum(["absent", "present"]) }),
    z.strictObject({ field: valuePath, equals: scalar }),
  ],
  "a test like { field: deleted, equals: true } or { field: pull_request, is: absent }",
);

const size = z.strictObject({ send: queryName, value: z.int().min(1).max(1000) });
const expired = z.array(status).min(1).max(10);

// `expired`: the statuses by which the API says that a page token is no longer valid.
const common = { size: size.optional(), expired: expired.optional() };

const cursor = z
  .strictObject({ kind: z.literal("cursor"), send: queryName, read: envelopePath, ...common })
  .describe("The answer holds a token for the next page; no token ends the list.");
const linkHeader = z
  .strictObject({ kind: z.literal("link-header"), ...common })
  .describe("The Link header holds the next page's URL; no rel=next ends the list.");
const lastId = z
  .strictObject({ kind: z.literal("last-id"), send: queryName, more: envelopePath.optional(), ...common })
  .describe(
    "The next page begins after the last record's id; `more` says whether there is one, else an empty page ends the list.",
  );
const keyset = z
  .strictObject({ kind: z.literal("keyset"), sendId: queryName, more: envelopePath.optional(), ...common })
  .describe(
    "The next page begins after the last record's time and id; `more` says whether there is one, else an empty page ends the list.",
  );

/** How one page of the whole list leads to the next. */
export const listPageSchema = z.discriminatedUnion("kind", [cursor, linkHeader, lastId]);
/** How one page of the changes leads to the next. */
export const changesPageSchema = z.discriminatedUnion("kind", [cursor, linkHeader, keyset]);

const requestSchema = z.strictObject({
  path: form("a path that begins with / (no query; placeholders like {repository})", 500, /^\/[^\s?#\\]*$/),
  query: z.record(queryName, scalar).default({}),
});

export const listSchema = z.strictObject({
  request: requestSchema,
  records: envelopePath,
  /** Where a record's id is; it becomes the row's key, as text. */
  id: valuePath,
  /** `fixed`: a record keeps its place while we read. `moving`: it can shift (page numbers, newest first). */
  order: z.enum(["fixed", "moving"]),
  page: listPageSchema,
  total: envelopePath.optional(),
});

export const changesSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("none") }).describe("The API cannot be asked for what changed."),
  z
    .strictObject({
      kind: z.literal("since-sorted"),
      request: requestSchema,
      records: envelopePath,
      page: changesPageSchema,
      /** The query parameter that takes the lower bound, and how the time is written in it. */
      send: queryName,
      format: z.enum(["iso", "iso-seconds"]).default("iso"),
      field: valuePath,
      bound: z.enum(["gt", "gte", "unknown"]),
      resolution: duration,
      /** How late a change may become visible. */
      lag: duration,
    })
    .describe("Changes since a time, oldest change first, by a time in the record."),
]);

export const deleteSchema = z.discriminatedUnion("kind", [
  z
    .strictObject({ kind: z.literal("sweep") })
    .describe("A deleted record is no longer listed; only a full read finds out."),
  z
    .strictObject({ kind: z.literal("tombstone"), when: conditionSchema })
    .describe("A deleted record shows up among the changes, marked as deleted."),
]);

const authBase = {
  label: text.optional(),
  help: z.url({ protocol: /^https?$/ }).optional(),
  needs: line(300).optional(),
};

export const authSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("none") }).describe("A public API that asks for no key."),
  z
    .strictObject({ ...authBase, kind: z.literal("bearer"), env: envName })
    .describe("Authorization: Bearer <secret>."),
  z
    .strictObject({ ...authBase, kind: z.literal("header"), header: headerName, env: envName })
    .describe("The secret as it is in a header of its own."),
  z
    .strictObject({ ...authBase, kind: z.literal("basic"), env: envName })
    .describe("Authorization: Basic <base64 of user:password>."),
  z
    .strictObject({
      ...authBase,
      kind: z.literal("oauth-code"),
      name: text,
      env: z.strictObject({ clientId: envName, clientSecret: envName }),
      authorizationEndpoint: z.url({ protocol: /^https$/ }),
      tokenEndpoint: z.url({ protocol: /^https$/ }),
      scope: line(1000),
      params: z.record(line(100), line(500)).optional(),
      expires: duration.optional(),
    })
    .describe("People sign in once in a browser; Notion keeps and renews the token."),
]);

export const rateSchema = z.strictObject({ requests: z.int().min(1).max(1_000_000), per: duration });

/** An answer that means "too fast" without status 429. */
export const throttleSchema = z.strictObject({
  status,
  header: headerName,
  equals: line(100),
  resetHeader: headerName.optional(),
});

const urlWithPlaceholders = form(
  "a URL like https://api.example.com/v1",
  300,
  /^(https?:\/\/[^\s/?#\\@]+|\{[A-Za-z]\w*\})(\/[^\s?#\\]*)?$/,
);

/** The facts about one resource of an API. A plan may give any of them; a catalogue entry gives all. */
export const factsShape = {
  product: text,
  record: z.strictObject({ one: text, many: text }),
  baseUrl: urlWithPlaceholders,
  headers: z.record(headerName, line(1000)),
  list: listSchema,
  /** Records of the list that belong to this resource; a test that never changes its answer for a record. */
  where: conditionSchema.optional(),
  changes: changesSchema,
  deletes: z.array(deleteSchema).min(1).max(4),
  rate: z.array(rateSchema).min(1).max(4),
  throttle: throttleSchema.optional(),
};

export const factsSchema = z.strictObject(factsShape);

export type Condition = z.infer<typeof conditionSchema>;
export type PageFacts = z.infer<typeof listPageSchema> | z.infer<typeof changesPageSchema>;
export type RequestFacts = z.infer<typeof requestSchema>;
export type ListFacts = z.infer<typeof listSchema>;
export type ChangesFacts = z.infer<typeof changesSchema>;
export type DeleteFacts = z.infer<typeof deleteSchema>;
export type AuthFacts = z.infer<typeof authSchema>;
export type RateFacts = z.infer<typeof rateSchema>;
export type Facts = z.infer<typeof factsSchema>;
