import { valueAt } from "./value-at.js";

/** The records of an answer. Throws if there is no list, so that a changed API is never taken for an empty one. */
export function recordsAt<Row>(body: unknown, path: readonly string[]): Row[] {
  const list = valueAt(body, path);
  if (!Array.isArray(list))
    throw new Error(`Expected a list at "${path.join(".")}" of the answer, got ${typeof list}`);
  return list.filter((item) => item !== null && typeof item === "object");
}
