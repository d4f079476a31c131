import * as notion from "@notionhq/workers";
import * as S from "@notionhq/workers/schema";
import { RateLimitError, type SyncExecutionResult } from "@notionhq/workers";
import { fetchJson } from "./sync-helpers.js";

const worker = new notion.Worker();

export const notes = { Title: S.title() };

const bookProperties = { Name: S.title(), "Book ID": S.richText(), Published: S.date() };

const books = worker.database("books", {
	type: "managed",
	initialTitle: "Books",
	primaryKeyProperty: "Book ID",
	schema: { properties: bookProperties },
});

const booksApi = worker.pacer("booksApi", { allowedRequests: 10, intervalMs: 1000 });

type BooksState = { v: 1; cursor?: string };

// Runs by hand: the weekly sweep is what removes books that are gone.
worker.sync("booksBackfill", {
	database: books,
	mode: "replace",
	schedule: "7d",
	execute: async (
		state: BooksState | undefined,
	): Promise<SyncExecutionResult<"Book ID", BooksState>> => {
		await booksApi.wait();
		const page = await fetchJson(`https://books.example/v1/books?cursor=${state?.cursor ?? ""}`);
		if (page.status === 429) throw new RateLimitError({ retryAfter: 30 });
		return { changes: [], hasMore: false };
	},
});

export default worker;
