import { z } from "zod";
import { valuePath } from "./atoms.ts";
import { logPageSchema } from "./page-schema.ts";
import { conditionSchema, requestSchema } from "./request-schema.ts";
import { answers, bound, time } from "./stream-schema.ts";

/**
 * A log of deletions: a list of its own, sorted by time (`field`), whose entries name the deleted record at `subject`
 * and have an `id` of their own. `only`: which entries are about these records. `check`: the list's request with `$ids`,
 * ids with commas between them; it lists those that still exist, for an entry stays when a record is restored.
 */
export const deleteLog = z
  .strictObject({
    kind: z.literal("delete-log"),
    ...answers,
    page: logPageSchema,
    ...bound,
    ...time,
    id: valuePath.default("id"),
    subject: valuePath,
    only: conditionSchema.optional(),
    check: z.strictObject({ request: requestSchema }),
  })
  .describe(
    "A list of its own logs deletions, oldest first; before a row goes, `check` asks which of the records exist again.",
  );
