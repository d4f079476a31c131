import { RateLimitError } from "@notionhq/workers";
import { tidewater } from "./worker.js";

/** A page token that is not taken any more. */
export class Expired extends Error {}

/** `now`: seconds since 1970 by Tidewater's clock. */
export type Page<T> = { records: T[]; isEmpty: boolean; next?: string; now: number };

const base = "https://tidewater.example/v2";

/** One page of anything; each waits its turn. */
export async function getPage<T>(path: string, query: Record<string, string>): Promise<Page<T>> {
  const token = process.env["TIDEWATER_TOKEN"];
  if (!token) throw new Error("TIDEWATER_TOKEN is not among this worker's secrets");
  const url = new URL(base + path);
  for (const [name, value] of Object.entries({ count: "20", ...query })) url.searchParams.set(name, value);
  await tidewater.wait();
  const response = await fetch(url, {
    headers: { Accept: "application/json", "X-Api-Token": token },
    signal: AbortSignal.timeout(60_000),
  });
  const { status, headers } = response;
  const now = (Date.parse(headers.get("date") ?? "") || Date.now()) / 1000;
  if (status === 429) throw new RateLimitError({ retryAfter: patience(headers.get("retry-after"), now) });
  if (
    query["page_token"] !== undefined &&
    (status === 400 || status === 404 || status === 410 || status === 422)
  )
    throw new Expired(`HTTP ${status}`);
  if (status !== 200) throw new Error(`Tidewater ${path}: HTTP ${status}`);
  const body = (await response.json()) as { results?: unknown; next_page_token?: unknown } | null;
  if (!Array.isArray(body?.results))
    throw new Error(`Tidewater ${path}: there are no results, not even none`);
  const records = body.results.filter((one) => typeof one === "object" && one !== null) as T[];
  const following = body.next_page_token;
  const isToken = (typeof following === "string" && following !== "") || typeof following === "number";
  const isEmpty = body.results.length === 0;
  const isStill = isEmpty && String(following) === query["page_token"];
  return { records, isEmpty, now: Math.floor(now), ...(isToken && !isStill && { next: String(following) }) };
}

/** Whole seconds between 1 and 3600. */
function patience(retryAfter: string | null, now: number): number {
  const given = retryAfter?.trim() ?? "";
  const seconds = /^\d+(\.\d+)?$/.test(given) ? Number.parseFloat(given) : Date.parse(given) / 1000 - now;
  if (Number.isNaN(seconds)) return 60;
  return Math.min(Math.max(Math.ceil(seconds), 1), 3600);
}
