import { valueAt } from "../model/sample.ts";
import { pathNames } from "../source/path.ts";
import type { Version } from "../world/types.ts";

/** The time by which a version belongs to a span of time, in ms since 1970: what stands at the path, else its creation. */
export function spanTime({ values, createdAt }: Version, over: string): number {
  const value = valueAt(values, pathNames(over) ?? []);
  if (typeof value === "number") return value > 1e11 ? value : value * 1000;
  const time = typeof value === "string" ? Date.parse(value) : Number.NaN;
  return Number.isNaN(time) ? createdAt : time;
}
