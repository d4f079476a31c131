import { z } from "zod";
import { duration, envelopePath, envName, form, headerName, line, text, valuePath } from "./atoms.ts";
import { changesSchema } from "./changes-schema.ts";
import { deleteLog } from "./delete-log-schema.ts";
import { childrenSchema } from "./child-schema.ts";
import { lookupsSchema } from "./lookup-schema.ts";
import { listPageSchema } from "./page-schema.ts";
import { partitionSchema } from "./partition.ts";
import { rateSchema, throttleSchema } from "./rate-schema.ts";
import { conditionSchema, requestSchema } from "./request-schema.ts";
import { eventType } from "./told-schema.ts";

export { duration, emoji, envName, recordPath, text } from "./atoms.ts";
export type { ChangesFacts } from "./changes-schema.ts";
export type { ChildFacts } from "./child-schema.ts";
export type { LookupFacts } from "./lookup-schema.ts";
export type { PageFacts } from "./page-schema.ts";
export type { PartitionFacts } from "./partition.ts";
export type { PacedKind, RateFacts, ThrottleFacts } from "./rate-schema.ts";
export type { Condition, RequestFacts } from "./request-schema.ts";

export const listSchema = z.strictObject({
  request: requestSchema,
  records: envelopePath,
  /** Whether an answer without records lacks the list itself. */
  sparse: z.boolean().optional(),
  /** Where a record's id is; it becomes the row's key, as text. */
  id: valuePath,
  /** `fixed`: a record keeps its place while we read. `moving`: it can shift (page numbers, newest first). */
  order: z.enum(["fixed", "moving"]),
  page: listPageSchema,
  total: envelopePath.optional(),
  /** Where the API lists a record only as long as its time at `over` is no longer ago than `back`. */
  covers: z.strictObject({ over: valuePath, back: duration }).optional(),
});

export const deleteSchema = z.discriminatedUnion("kind", [
  z
    .strictObject({ kind: z.literal("sweep") })
    .describe("A deleted record is no longer listed; only a full read finds out."),
  z
    .strictObject({ kind: z.literal("tombstone"), when: conditionSchema })
    .describe("A deleted record shows up among the changes, marked as deleted."),
  z
    .strictObject({ kind: z.literal("flag"), when: conditionSchema })
    .describe(
      "A deleted or archived record stays in the list and among the changes, and carries a flag. Where only a parameter shows it, that stands in the requests.",
    ),
  z
    .strictObject({ kind: z.literal("event"), types: z.array(eventType).min(1).max(20) })
    .describe("An event, or an entry of a type, tells of the deletion."),
  deleteLog,
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
  /** What ids in the records are called, by the name that fields give in `lookup`. */
  lookups: lookupsSchema.optional(),
  /** Lists inside of the records that go on beyond what a record holds. */
  children: childrenSchema.optional(),
  deletes: z.array(deleteSchema).min(1).max(4),
  rate: z.array(rateSchema).min(1).max(4),
  throttle: throttleSchema.optional(),
  partition: partitionSchema.optional(),
};

export const factsSchema = z.strictObject(factsShape);

export type ListFacts = z.infer<typeof listSchema>;
export type DeleteFacts = z.infer<typeof deleteSchema>;
export type AuthFacts = z.infer<typeof authSchema>;
export type Facts = z.infer<typeof factsSchema>;
