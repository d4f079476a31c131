/** Where a sync has been: a token it passed, and how many pages ago it began. Enough to notice pages that lead in a circle. */
export type Trail = { pages: number; passed: string };

/** The trail with one more page; undefined if that page was passed before. */
export function follow(trail: Trail | undefined, next: string): Trail | undefined {
  if (trail?.passed === next) return undefined;
  const pages = (trail?.pages ?? 0) + 1;
  // The token that is kept moves up whenever the number of pages has doubled: a circle comes back to it.
  const isPower = (pages & (pages - 1)) === 0;
  return { pages, passed: trail && !isPower ? trail.passed : next };
}

// What a change can take until the API shows it is two minutes; the rest is for clocks and for rows a sweep took too early.
export const overlapMs = 10 * 60_000;
