import { valueAt } from "./value-at.js";

/** The one record of an answer. Throws if there is none, so that a changed API is never taken for a deletion. */
export function recordAt<Row>(body: unknown, path: readonly (string | number)[]): Row {
  const record = valueAt(body, path);
  if (typeof record !== "object" || record === null || Array.isArray(record))
    throw new Error(`Expected a record at "${path.join(".")}" of the answer, got ${typeof record}`);
  return record as Row;
}
