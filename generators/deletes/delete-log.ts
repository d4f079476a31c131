import type { DeletesUnit } from "../../src/kit.ts";

export const deleteLog: DeletesUnit<"delete-log"> = {
  id: "delete-log",
  label: "In a log of deletions",
  hint: "A list of its own tells which records were deleted; the delta reads it after the changes.",
  gone: () => undefined,
  why: ({ source: { product, record } }) =>
    `${product} logs deleted ${record.many}, and the delta, which reads that log, removes their rows.`,
};
