import type { Cycle } from "./job.ts";
import type { NotionRow, PlatformSettings } from "./types.ts";

/**
 * The keys of a database's rows that a replace cycle did not bring. With `spares`, what was written since the cycle began
 * stays: another sync wrote it, since what this one wrote was brought.
 */
export function findSwept({ seen, startedAt }: Cycle, { databaseKey, rows, sweep }: SweepContext): string[] {
  const brought = seen.get(databaseKey);
  const isSpared = ({ writtenAt }: NotionRow): boolean => sweep === "spares" && writtenAt >= startedAt;
  return [...rows.values()].filter((row) => !brought?.has(row.key) && !isSpared(row)).map(({ key }) => key);
}

type SweepContext = Pick<PlatformSettings, "sweep"> & {
  databaseKey: string;
  rows: ReadonlyMap<string, NotionRow>;
};
