import { RateLimitError, Worker, type SyncChangeUpsert } from "@notionhq/workers";
import * as Builder from "@notionhq/workers/builder";
import * as Schema from "@notionhq/workers/schema";

const worker = new Worker();
export default worker;

const shop = "http://127.0.0.1:4477/v1";
const overlapMs = 10 * 60_000;

const bookProperties = {
  Title: Schema.title(),
  Author: Schema.richText(),
  Price: Schema.number("dollar"),
  Notes: Schema.richText(),
  "Book ID": Schema.richText(),
};

const books = worker.database("books", {
  type: "managed",
  initialTitle: "Books",
  primaryKeyProperty: "Book ID",
  schema: { properties: bookProperties },
});

const shopApi = worker.pacer("shopApi", { allowedRequests: 20, intervalMs: 1000 });

type Book = {
  id: string;
  title?: string | null;
  author?: string | null;
  price?: number | null;
  notes?: string | null;
  updated_at: string;
  deleted?: boolean;
};
type ListPage = { books: Book[]; next_cursor: string | null };
type ChangesPage = { books: Book[]; has_more: boolean };

/** A page, or undefined where its cursor expired. */
async function get<Page extends { books: Book[] }>(path: string): Promise<Page | undefined> {
  await shopApi.wait();
  const response = await fetch(`${shop}${path}`, {
    headers: { Authorization: `Bearer ${token()}` },
  });
  if (response.status === 429) {
    throw new RateLimitError({ retryAfter: secondsOf(response.headers.get("retry-after")) });
  }
  if (response.status === 410) return undefined;
  if (!response.ok) throw new Error(`${path.replace(/\?.*/, "")}: HTTP ${response.status}`);
  const page = (await response.json()) as Page;
  if (!Array.isArray(page.books)) throw new Error(`${path.replace(/\?.*/, "")}: no list of books`);
  return page;
}

/** Retry-After is a number of seconds or a date. */
function secondsOf(header: string | null): number {
  const seconds = Number(header) || (Date.parse(header ?? "") - Date.now()) / 1000;
  return seconds > 0 ? Math.min(Math.ceil(seconds), 3600) : 60;
}

function token(): string {
  const value = process.env.SHOP_TOKEN;
  if (!value) throw new Error("SHOP_TOKEN is not set");
  return value;
}

/** The shop has had rows without an id; they cannot be kept. */
const hasId = (book: Book): boolean => typeof book.id === "string" && book.id !== "";

function toBook(book: Book): SyncChangeUpsert<"Book ID", typeof bookProperties> {
  return {
    type: "upsert",
    key: String(book.id),
    upstreamUpdatedAt: new Date(book.updated_at).toISOString(),
    properties: {
      Title: Builder.title(book.title || "(no title)"),
      Author: book.author ? Builder.richText(book.author) : [],
      Price: typeof book.price === "number" ? Builder.number(book.price) : [],
      Notes: book.notes ? Builder.richText(book.notes) : [],
      "Book ID": Builder.richText(String(book.id)),
    },
  };
}

const toChange = (book: Book) =>
  book.deleted === true ? { type: "delete" as const, key: String(book.id) } : toBook(book);

type Walk = { cursor?: string; seen: number; restarts: number };

worker.sync("booksBackfill", {
  database: books,
  mode: "replace",
  schedule: "1d",
  execute: async (state: Walk | undefined) => {
    const { restarts = 0 } = state ?? {};
    const after = state?.cursor ? `&cursor=${encodeURIComponent(state.cursor)}` : "";
    const page = await get<ListPage>(`/books?limit=100${after}`);
    if (page === undefined) {
      if (restarts === 3) throw new Error("The list expired three times. Nothing was deleted.");
      return { changes: [], hasMore: true, nextState: { seen: 0, restarts: restarts + 1 } };
    }
    const changes = page.books.filter(hasId).map(toBook);
    const seen = (state?.seen ?? 0) + changes.length;
    if (page.next_cursor !== null) {
      return { changes, hasMore: true, nextState: { cursor: page.next_cursor, seen, restarts } };
    }
    if (seen === 0) throw new Error("The shop lists no books. Nothing was deleted.");
    return { changes, hasMore: false };
  },
});

type Delta = { high: string; since?: string; afterId?: string };

worker.sync("booksDelta", {
  database: books,
  mode: "incremental",
  schedule: "5m",
  execute: async (state: Delta | undefined) => {
    const high = state?.high ?? new Date(Date.now() - 24 * 60 * 60_000).toISOString();
    const since = state?.since ?? new Date(Date.parse(high) - overlapMs).toISOString();
    const after = state?.afterId ? `&after_id=${encodeURIComponent(state.afterId)}` : "";
    const page = await get<ChangesPage>(
      `/books/changes?limit=100&updated_since=${encodeURIComponent(since)}${after}`,
    );
    if (page === undefined) return { changes: [], hasMore: false, nextState: { high } };
    const changes = page.books.filter(hasId).map(toChange);
    const last = page.books.at(-1);
    const newest = last && Date.parse(last.updated_at) > Date.parse(high) ? last.updated_at : high;
    if (last === undefined || !page.has_more) {
      return { changes, hasMore: false, nextState: { high: newest } };
    }
    return {
      changes,
      hasMore: true,
      nextState: { high: newest, since: last.updated_at, afterId: last.id },
    };
  },
});
