import { valueAt } from "./value-at.js";

/** A token or flag of an answer as text; null, false and "" count as absent. */
export function textAt(body: unknown, path: readonly (string | number)[]): string | undefined {
  const value = valueAt(body, path);
  return value === undefined || value === null || value === false || value === "" ? undefined : String(value);
}
