import { valueAt } from "./value-at.js";

/**
 * The records of an answer. Throws if there is no list, so that a changed API is never taken for an empty one; where an
 * API leaves an empty list out (`sparse`), what stands around it must be there.
 */
export function recordsAt<Row>(body: unknown, path: readonly (string | number)[], sparse = false): Row[] {
  const list = valueAt(body, path);
  const around = valueAt(body, path.slice(0, -1));
  if (sparse && list === undefined && typeof around === "object" && around !== null) return [];
  if (!Array.isArray(list))
    throw new Error(`Expected a list at "${path.join(".")}" of the answer, got ${typeof list}`);
  return list.filter((item) => item !== null && typeof item === "object");
}
