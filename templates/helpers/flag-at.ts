import { valueAt } from "./value-at.js";

/** A flag of an answer, also one that is written as text or number; undefined if the answer does not have it. */
export function flagAt(body: unknown, path: readonly (string | number)[]): boolean | undefined {
  const value = valueAt(body, path);
  if (value === undefined) return undefined;
  return value !== null && !["", "0", "false", "no"].includes(String(value).toLowerCase());
}
