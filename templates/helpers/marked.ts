/** A place on the way that moves up whenever the count of pages has doubled: pages that lead in a circle come back to it. */
export type Mark<Position> = { pages: number; at: Position };

/** The mark to keep on the way from one place to the next; undefined if that place was passed before. */
export function marked<Position>(
  mark: Mark<Position> | undefined,
  at: Position | undefined,
  next: Position,
): Mark<Position> | undefined {
  const place = JSON.stringify(next);
  if (place === JSON.stringify(at) || (mark && place === JSON.stringify(mark.at))) return undefined;
  const pages = (mark?.pages ?? 0) + 1;
  const hasDoubled = Number.isInteger(Math.log2(pages));
  return { pages, at: hasDoubled || !mark ? next : mark.at };
}
