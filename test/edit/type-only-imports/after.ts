import { Worker, RateLimitError } from "@notionhq/workers";
import type { SyncChange, SyncExecutionResult } from "@notionhq/workers";
import type * as Schema from "@notionhq/workers/schema";
import type { fetchJson } from "./sync-helpers.js";
import * as Schema2 from "@notionhq/workers/schema";
import { fetchJson as fetchJson2 } from "./sync-helpers.js";

const worker = new Worker();

export type Get = typeof fetchJson;
export type Change = SyncChange<"ID", { ID: ReturnType<typeof Schema.richText> }>;

const bookProperties = {
	Name: Schema2.title(),
	"Book ID": Schema2.richText(),
	Published: Schema2.date(),
};

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
		const page = await fetchJson2(`https://books.example/v1/books?cursor=${state?.cursor ?? ""}`);
		if (page.status === 429) throw new RateLimitError({ retryAfter: 30 });
		return { changes: [], hasMore: false };
	},
});

export default worker;
