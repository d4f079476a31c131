/** Says that a delta lists everything, and what it cannot find out that way. */
export function listedAgain(because: string, backfill: string): void {
  console.error(
    `${because}, so everything is listed once. What was deleted meanwhile goes with the next full read: ntn workers sync trigger ${backfill}`,
  );
}
