/** A place in a feed with the newest event first: on the way down to its oldest event, or up again. */
export type FeedPlace = { below?: string; above?: string };

/**
 * The events of a page to be applied, oldest first, and where the feed goes on. Of a feed of several pages the oldest
 * page is looked for first: applied from the top, an old event would undo a newer one.
 */
export function feedPage<Row>(
  at: FeedPlace | undefined,
  events: readonly Row[],
  feed: { more: boolean; idOf: (event: Row) => unknown },
): { records: Row[]; next?: FeedPlace; refused?: string } {
  const [newest, oldest] = [events[0], events.at(-2) ?? events.at(-1)].map((event) =>
    event === undefined ? undefined : String(feed.idOf(event)),
  );
  if (newest === undefined || oldest === undefined) {
    if (feed.more)
      return { records: [], refused: "The API says that there are more events, but the page is empty" };
    return at?.below === undefined ? { records: [] } : { records: [], next: { above: at.below } };
  }
  // One event of each page is on the next one, too, so that the last page is never empty.
  if (at?.above === undefined && feed.more) return { records: [], next: { below: oldest } };
  const isEnd = at === undefined || (at.above !== undefined && !feed.more);
  return { records: [...events].reverse(), ...(!isEnd && { next: { above: newest } }) };
}
