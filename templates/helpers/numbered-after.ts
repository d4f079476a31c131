/** A place in a list whose pages have numbers: the number to send, and how many empty pages came just before. */
export type Numbered = { number: number; empty: number };

export type Paging = {
  /** Of an offset: how far an empty page reaches. Without it, the number is that of a page. */
  size?: number;
  /** What the API says of a next page. */
  more?: boolean | undefined;
  /** How many pages there are, and the number of the first. */
  pages?: string | undefined;
  first?: number;
  /** The highest number the API serves. */
  last?: number;
};

const mostEmpty = 10;

/**
 * The place after a page. Without one the list ends, or has to be given up where `refused` says why. An empty page is
 * no end as long as the API says that there is more: all records of one may be hidden.
 */
export function numberedAfter(
  at: Numbered,
  records: readonly unknown[],
  { size, pages, first = 1, more = hasMore(at, pages, first), last = Number.MAX_SAFE_INTEGER }: Paging,
): { next?: Numbered; refused?: string } {
  const isEmpty = records.length === 0;
  if (more === false || (isEmpty && more === undefined)) return {};
  // What came counts, not what was asked for; of a page that is longer than that, the surplus may have no place.
  const step = size === undefined ? 1 : Math.min(records.length, size) || size;
  const next = { number: at.number + step, empty: isEmpty ? at.empty + 1 : 0 };
  if (next.empty > mostEmpty)
    return { refused: `The API says that there is more, but gave ${next.empty} empty pages in a row` };
  if (next.number > last) return { refused: `The API serves nothing beyond page or offset ${last}` };
  return { next };
}

function hasMore(at: Numbered, pages: string | undefined, first: number): boolean | undefined {
  return pages === undefined ? undefined : at.number < Number(pages) + first - 1;
}
