import type { Version } from "../../../src/world/types.ts";

/** The first version of a record with these values. */
export function version(values: Version["values"], id = "1001"): Version {
  const at = Date.UTC(2026, 2, 1);
  return { id, number: 0, what: "create", at, updatedAt: at, visibleAt: at, createdAt: at, values };
}

/** Prints a version as a plain API would. */
export const print = ({ id, values }: Version) => ({ id, ...values });
