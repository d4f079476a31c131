import { RateLimitError, type SyncExecutionResult } from "@notionhq/workers";
import type { Plant, PlantRow } from "./plants.js";

export type ReaderOptions = {
  /** The key of the sync, for messages. */
  sync: string;
  beforeRequest: () => Promise<void>;
  toRow: (plant: Plant, plantNo: string) => PlantRow;
  onSkipped?: (count: number) => void;
  /** Other than the real ones in tests. */
  fetch?: typeof globalThis.fetch;
  now?: () => number;
};

export type ReaderState = {
  v: 1;
  /** Plants of the last complete read. */
  before?: number;
  /** How many places of the list were passed, how many entries stood there, and the numbers of the last few. */
  passed?: number;
  entries?: number;
  ends?: string[];
  restarts?: number;
  halted?: { reason: string; at: number };
};

type Result = SyncExecutionResult<"Plant No", ReaderState>;

const pageSize = 20;
// How far a page reaches back into the one before.
const overlap = 5;
const mostRestarts = 8;

/** An `execute` that reads one page of plants with each call. */
export function makeReader(options: ReaderOptions): (state: ReaderState | undefined) => Promise<Result> {
  const { now = Date.now, onSkipped = () => {} } = options;

  return async (saved) => {
    const state: ReaderState = saved?.v === 1 ? saved : { v: 1 };
    if (state.halted && now() - state.halted.at < 60_000) throw new Error(state.halted.reason);
    const idle: ReaderState = state.before === undefined ? { v: 1 } : { v: 1, before: state.before };
    const { passed = 0, entries: read = 0, restarts = 0, ends }: ReaderState = state.halted ? idle : state;
    const halt = (reason: string): Result => ({
      changes: [],
      hasMore: true,
      nextState: {
        ...idle,
        halted: { reason: `${options.sync}: ${reason} Nothing was deleted.`, at: now() },
      },
    });

    const startAgain = (reason: string): Result =>
      restarts >= mostRestarts
        ? halt(`${reason} It did so ${restarts + 1} times.`)
        : { changes: [], hasMore: true, nextState: { ...idle, restarts: restarts + 1 } };

    // Numbered places move when a plant is deleted. So each page reaches back to the end of the one before; where none
    // of that is found, the read begins anew. What was handed in stays seen, so that costs nothing but requests.
    const skip = Math.max(0, passed - overlap);
    const { rows, total } = await readPage({ skip, options });
    const border =
      ends === undefined ? -1 : rows.findLastIndex((plant) => ends.includes(numberOf(plant) ?? ""));
    if (ends !== undefined && border === -1) return startAgain("The list shifted while it was read.");

    const fresh = rows.slice(border + 1);
    const byNo = new Map<string, Plant>();
    for (const plant of fresh) {
      const plantNo = numberOf(plant);
      if (plantNo !== undefined) byNo.set(plantNo, plant);
    }
    if (byNo.size < fresh.length) onSkipped(fresh.length - byNo.size);
    const changes = [...byNo].map(([plantNo, plant]) => options.toRow(plant, plantNo));
    if (byNo.size > 0) {
      const tail = [...(ends ?? []), ...byNo.keys()].slice(-overlap);
      const place = { passed: skip + rows.length, entries: read + fresh.length, restarts };
      return { changes, hasMore: true, nextState: { ...idle, ...place, ends: tail } };
    }

    // A page without anything new is the end. Fewer entries than the log counts: some came back behind us, or are hidden.
    const { before = 0 } = idle;
    if (read === 0) return halt("No plants are listed; the key may lack the permission.");
    if (total !== undefined && read < total)
      return startAgain(
        `The list ended after ${read} of ${total} rows; a limit of the log's, or a permission.`,
      );
    if (read < before * 0.7 && before - read > 20)
      return halt(`${read} of ${before} rows are left. If so: ntn workers sync state reset ${options.sync}.`);
    return { changes, hasMore: false, nextState: { v: 1, before: read } };
  };
}

async function readPage({ skip, options }: { skip: number; options: ReaderOptions }) {
  const { fetch = globalThis.fetch, now = Date.now, beforeRequest } = options;
  const key = process.env["GREENHOUSE_KEY"];
  if (!key) throw new Error("GREENHOUSE_KEY is missing");
  const query = new URLSearchParams({ orderBy: "createdAt", take: String(pageSize), skip: String(skip) });
  await beforeRequest();
  const response = await fetch(`https://log.greenhouse.example/api/plants?${query.toString()}`, {
    headers: { Accept: "application/json", Authorization: `Bearer ${key}` },
    signal: AbortSignal.timeout(60_000),
  });
  if (response.status === 429) throw tooFast(response.headers.get("retry-after"), now());
  if (!response.ok) throw new Error(`GET /api/plants: HTTP ${response.status}`);
  const body = (await response.json()) as { rows?: unknown; total?: unknown } | null;
  if (!Array.isArray(body?.rows)) throw new Error("GET /api/plants: no rows in the answer");
  const all = body.rows.filter((row): row is Plant => typeof row === "object" && row !== null);
  const numbers = all.map(numberOf);
  // A plant that stands twice on a page takes one place.
  const rows = all.filter(
    (_, index) => numbers[index] === undefined || numbers.indexOf(numbers[index]) === index,
  );
  return { rows, total: typeof body.total === "number" ? body.total : undefined };
}

function tooFast(retryAfter: string | null, now: number): RateLimitError {
  const inSeconds = Number(retryAfter ?? Number.NaN);
  const untilDate = (Date.parse(retryAfter ?? "") - now) / 1000;
  const wait = [inSeconds, untilDate].find((seconds) => Number.isFinite(seconds) && seconds > 0) ?? 60;
  return new RateLimitError({ retryAfter: Math.min(Math.ceil(wait), 3600) });
}

function numberOf(plant: Plant | undefined): string | undefined {
  const number = plant?.plantNo;
  return (typeof number === "string" && number !== "") || typeof number === "number"
    ? String(number)
    : undefined;
}
