import { compareIds, idBeside } from "../world/ids.ts";
import { shareOf } from "../world/random.ts";
import type { Version } from "../world/types.ts";
import type { Order } from "./order.ts";
import type { Row, Tools } from "./parts.ts";
import type { Knobs } from "./types.ts";

/** Which versions a query selects. `key` tells apart queries with different tests, so that answers can be kept. */
export type RowQuery = {
  order: Order;
  /** The server's clock. */
  now: number;
  /** Whether a version belongs in the answer. */
  test: (version: Version) => boolean;
  key: string;
  /** Lower bound of the change time. */
  since?: { time: number; isInclusive: boolean } | undefined;
};

/** Reads rows from the world. */
export type RowReader = (query: RowQuery) => readonly Row[];

const noiseSalt = 1;
const hideSalt = 2;
const mostKept = 4;

/** Makes the reader; it keeps its last answers as long as the world shows the same. */
export function createRowReader({ world, knobs, noise, times }: Omit<Tools, "print">): RowReader {
  let kept: { key: string; visible: readonly Version[]; rows: readonly Row[] }[] = [];

  return (query) => {
    if (knobs.outage) return [];
    const { order, since, now } = query;
    const visible = world.visible(now);
    const key = [order.by, order.isDescending, since?.time, since?.isInclusive, query.key, knobs.hideFraction]
      .concat(knobs.resolutionMs, knobs.fraction, noise)
      .join();
    const found = kept.find((one) => one.key === key && one.visible === visible);
    if (found !== undefined) return found.rows;
    const rows = select(visible, query);
    kept = [{ key, visible, rows }, ...kept].slice(0, mostKept);
    return rows;
  };

  function select(visible: readonly Version[], { order, since, test }: RowQuery): Row[] {
    const rows: Row[] = [];
    for (const version of visible) {
      if (since !== undefined && !isWithin(times.stored(version), since)) continue;
      if (!test(version) || isHidden(version.id, knobs)) continue;
      const sort = order.by === "id" ? 0 : order.by === "created" ? version.createdAt : times.stored(version);
      rows.push({ version, id: version.id, isNoise: false, sort });
      const beside =
        version.what !== "delete" && shareOf(version.id, noiseSalt) < noise
          ? idBeside(version.id)
          : undefined;
      if (beside !== undefined) rows.push({ version, id: beside, isNoise: true, sort });
    }
    rows.sort(compareRows);
    return order.isDescending ? rows.reverse() : rows;
  }
}

/** Whether the credential may not see a record. */
export function isHidden(id: string, { hideFraction }: Pick<Knobs, "hideFraction">): boolean {
  return hideFraction > 0 && shareOf(id, hideSalt) < hideFraction;
}

/** The order of rows that are not descending: by sort value, then by id. */
export function compareRows(one: Pick<Row, "sort" | "id">, other: Pick<Row, "sort" | "id">): number {
  return one.sort - other.sort || compareIds(one.id, other.id);
}

/** Rows with ties in an order of their own, which depends on the seed. */
export function shuffleTies(rows: readonly Row[], seed: number): readonly Row[] {
  const drawn = new Map(rows.map((row) => [row, shareOf(row.id, seed)]));
  const place = new Map<number, number>();
  for (const { sort } of rows) if (!place.has(sort)) place.set(sort, place.size);
  return [...rows].sort(
    (one, other) =>
      (place.get(one.sort) ?? 0) - (place.get(other.sort) ?? 0) ||
      (drawn.get(one) ?? 0) - (drawn.get(other) ?? 0),
  );
}

function isWithin(
  time: number,
  { time: bound, isInclusive }: { time: number; isInclusive: boolean },
): boolean {
  return isInclusive ? time >= bound : time > bound;
}
