import type { SyncChange, SyncExecutionResult } from "@notionhq/workers";
import type { PropertySchema } from "@notionhq/workers/schema";
import { Expired, getPage } from "./tidewater.js";

/** What every record of Tidewater has, as far as it is filled in. */
export type Base = { id?: unknown; modified?: unknown; status?: unknown };

type Upsert = Extract<SyncChange<"ID", PropertySchema<"ID">>, { type: "upsert" }>;
type Result<State> = SyncExecutionResult<"ID", State>;

/** One kind of record: where it is, when it is gone, and what its row looks like. The lifecycle is the same for all. */
export type Resource<T extends Base> = {
  path: string;
  /** The key of its full sync, for messages. */
  fullSync: string;
  goneStatus: string;
  toProperties: (record: T, id: string) => Upsert["properties"];
};

export type FullState = {
  v: 1;
  lastTotal?: number;
  total?: number;
  afterId?: string;
  beganAt?: number;
  tail?: { since: number; token?: string; pages: number };
  fault?: { text: string; at: number };
};

export type DeltaState = { v: 1; high?: number; cycle?: { since: number; token: string; pages: number } };

const overlapSeconds = 600;
const lookbackSeconds = 86_400;
// Far more than there can be changes; a walk that goes on is one in a circle.
const mostPages = 2_000;

/** Reads a page of everything there is, then what changed meanwhile, and ends only if nothing looks cut off. */
export async function runFull<T extends Base>(
  resource: Resource<T>,
  saved: FullState | undefined,
): Promise<Result<FullState>> {
  const loaded: FullState = saved?.v === 1 ? saved : { v: 1 };
  const rested: FullState = loaded.lastTotal === undefined ? { v: 1 } : { v: 1, lastTotal: loaded.lastTotal };
  if (loaded.fault && Date.now() - loaded.fault.at < 60_000) throw new Error(loaded.fault.text);
  const state = loaded.fault ? rested : loaded;
  // A throw would save nothing and come back to this very page; the next call throws, and the one after begins anew.
  const fail = (text: string): Result<FullState> => ({
    changes: [],
    hasMore: true,
    nextState: {
      ...rested,
      fault: { text: `${resource.fullSync}: ${text} Nothing was deleted.`, at: Date.now() },
    },
  });

  if (!state.tail) {
    const query = { order: "id", ...(state.afterId !== undefined && { after_id: state.afterId }) };
    const page = await getPage<T>(resource.path, query);
    const records = distinct(page.records);
    const total = (state.total ?? 0) + records.length;
    const beganAt = state.beganAt ?? page.now;
    const lastId = records.at(-1)?.id;
    const changes = records
      .filter((record) => !isGone(resource, record))
      .map((record) => toUpsert(resource, record));
    if (page.isEmpty) {
      const tail = { since: beganAt - overlapSeconds, pages: 0 };
      return { changes, hasMore: true, nextState: { ...rested, total, beganAt, tail } };
    }
    if (lastId === undefined || String(lastId) === state.afterId)
      return fail("The list gives the same page again.");
    return { changes, hasMore: true, nextState: { ...rested, total, beganAt, afterId: String(lastId) } };
  }

  const { since, token, pages } = state.tail;
  try {
    const page = await getModified<T>(resource.path, since, token);
    const changes = distinct(page.records)
      .filter((record) => !isGone(resource, record))
      .map((record) => toUpsert(resource, record));
    if (page.next !== undefined) {
      if (page.next === token || pages > mostPages) return fail("The changes give the same page again.");
      return {
        changes,
        hasMore: true,
        nextState: { ...state, tail: { since, token: page.next, pages: pages + 1 } },
      };
    }
    const { total = 0, lastTotal = 0 } = state;
    if (total === 0) return fail("Tidewater lists nothing; has the token lost a permission?");
    if (total < lastTotal * 0.7 && lastTotal - total > 20)
      return fail(
        `Only ${total} records are listed, ${lastTotal} before (a permission? a filter?). If they are gone: ntn workers sync state reset ${resource.fullSync}.`,
      );
    return { changes, hasMore: false, nextState: { v: 1, lastTotal: total } };
  } catch (error) {
    // The changes are read from their beginning; the list need not be.
    if (error instanceof Expired)
      return { changes: [], hasMore: true, nextState: { ...state, tail: { since, pages } } };
    throw error;
  }
}

/** Reads a page of what changed since ten minutes before the newest change that was seen. */
export async function runDelta<T extends Base>(
  resource: Resource<T>,
  saved: DeltaState | undefined,
): Promise<Result<DeltaState>> {
  const { high, cycle }: DeltaState = saved?.v === 1 ? saved : { v: 1 };
  const start = high === undefined ? Math.floor(Date.now() / 1000) - lookbackSeconds : high - overlapSeconds;
  const since = cycle?.since ?? start;
  try {
    const page = await getModified<T>(resource.path, since, cycle?.token);
    const changes = distinct(page.records).map((record) =>
      isGone(resource, record)
        ? { type: "delete" as const, key: String(record.id) }
        : toUpsert(resource, record),
    );
    const times = page.records.map(({ modified }) => modified).filter((time) => typeof time === "number");
    const newest = [...times.map((time) => Math.min(time, page.now)), ...(high === undefined ? [] : [high])];
    const rested: DeltaState = newest.length === 0 ? { v: 1 } : { v: 1, high: Math.max(...newest) };
    const pages = (cycle?.pages ?? 0) + 1;
    if (page.next === undefined || page.next === cycle?.token || pages > mostPages)
      return { changes, hasMore: false, nextState: rested };
    return { changes, hasMore: true, nextState: { ...rested, cycle: { since, token: page.next, pages } } };
  } catch (error) {
    if (!(error instanceof Expired)) throw error;
    return { changes: [], hasMore: false, nextState: high === undefined ? { v: 1 } : { v: 1, high } };
  }
}

function getModified<T>(path: string, since: number, token: string | undefined) {
  const query = { modified_since: String(since), ...(token !== undefined && { page_token: token }) };
  return getPage<T>(`${path}/modified`, query);
}

function isGone<T extends Base>(resource: Resource<T>, { status }: T): boolean {
  return status === resource.goneStatus;
}

function toUpsert<T extends Base>({ toProperties }: Resource<T>, record: T): Upsert {
  const { modified } = record;
  const id = String(record.id);
  const properties = toProperties(record, id);
  const isSane = typeof modified === "number" && Math.abs(modified) < Date.now() / 1000 + 86_400;
  if (!isSane) return { type: "upsert", key: id, properties };
  // The full sync and the changes write the same rows: the newer of two versions is to win.
  return { type: "upsert", key: id, upstreamUpdatedAt: new Date(modified * 1000).toISOString(), properties };
}

/** The last modified of each id. Entries without one cannot be rows. */
function distinct<T extends Base>(records: readonly T[]): T[] {
  const kept = new Map<string, T>();
  for (const record of records) {
    if ((typeof record.id !== "string" && typeof record.id !== "number") || record.id === "") continue;
    const kin = kept.get(String(record.id));
    if (!kin || !(Number(record.modified) < Number(kin.modified))) kept.set(String(record.id), record);
  }
  return [...kept.values()];
}
