import { RateLimitError } from "@notionhq/workers";
import { quillbox } from "./worker.js";
import type { Ticket } from "./ticket.js";

export type TicketPage = { tickets: Ticket[]; next?: string; servedAt: number };

/** The token of a later page is no longer taken. */
export class ExpiredCursor extends Error {}

/** One page of all tickets, in the order in which they were created. */
export function listTickets(cursor?: string): Promise<TicketPage> {
  return getPage("/tickets", { order: "created", per_page: "20", ...(cursor && { cursor }) });
}

/** One page of the tickets that changed at or after a time, oldest change first. */
export function changedTickets(since: string, cursor?: string): Promise<TicketPage> {
  return getPage("/tickets/changed", { since, per_page: "20", ...(cursor && { cursor }) });
}

async function getPage(path: string, query: Record<string, string>): Promise<TicketPage> {
  const key = process.env["QUILL_KEY"];
  if (!key) throw new Error("QUILL_KEY is not set; add it with ntn workers env set");
  await quillbox.wait();
  const response = await fetch(
    `https://quillbox.example/api${path}?${new URLSearchParams(query).toString()}`,
    {
      headers: { Accept: "application/json", "X-Quill-Key": key },
      signal: AbortSignal.timeout(60_000),
    },
  );
  const servedAt = Date.parse(response.headers.get("date") ?? "") || Date.now();
  if (response.status === 429) throw new RateLimitError({ retryAfter: waitOf(response.headers, servedAt) });
  if ("cursor" in query && [400, 404, 410, 422].includes(response.status)) throw new ExpiredCursor();
  if (!response.ok) throw new Error(`Quillbox ${path}: HTTP ${response.status}`);

  const answer: unknown = await response.json();
  const { items, next_cursor: next } = (answer ?? {}) as { items?: unknown; next_cursor?: unknown };
  // A list that is missing is a changed API, not an empty one.
  if (!Array.isArray(items)) throw new Error(`Quillbox ${path}: no list of items in the answer`);
  const tickets = items.filter((item): item is Ticket => typeof item === "object" && item !== null);
  const hasNext = (typeof next === "string" && next !== "") || typeof next === "number";
  // An empty page that leads to itself is the end, too.
  const isEnd = !hasNext || (items.length === 0 && String(next) === query["cursor"]);
  return { tickets, servedAt, ...(!isEnd && { next: String(next) }) };
}

/** Seconds to wait: Retry-After as a number or as a date, between one second and an hour; a minute if it says nothing. */
function waitOf(headers: Headers, now: number): number {
  const text = headers.get("retry-after")?.trim() || "60";
  const seconds = Number.isNaN(Number(text)) ? (Date.parse(text) - now) / 1000 : Number(text);
  return Number.isNaN(seconds) ? 60 : Math.min(3600, Math.max(1, Math.ceil(seconds)));
}
