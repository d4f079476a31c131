/**
 * Why a page cannot follow the one before, which is read already and now read again; undefined if it can. `ends` are
 * the last ids of the page before as it was; of a page without records there are none.
 */
export function slipped<Row>(
  ends: string | readonly string[],
  before: readonly Row[],
  page: readonly Row[],
  idOf: (record: Row) => unknown,
): string | undefined {
  const known = ends.length === 0 ? [""] : [ends].flat();
  const [earlier = [], these = []] = [before, page].map((rows) => rows.map((record) => String(idOf(record))));
  if (these.length > 0 && these.join() === earlier.join()) return "The API gave the same page twice";
  const last = known.at(-1) ?? "";
  const follows = these.includes(last) || known.includes(earlier.at(-1) ?? "");
  return follows || isNextTo(last, earlier, these) ? undefined : "The list moved while it was read";
}

/** Whether the page before has only grown at its end, and this one begins with what has come there. */
function isNextTo(last: string, earlier: readonly string[], these: readonly string[]): boolean {
  const place = earlier.lastIndexOf(last);
  return place !== -1 && these[0] !== undefined && these[0] === earlier[place + 1];
}
