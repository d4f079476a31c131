import { RateLimitError as TooManyRequests, Worker as NotionWorker, type SyncExecutionResult as Result } from "@notionhq/workers";
import { fetchJson as get } from "./sync-helpers";
import * as Schema2 from "@notionhq/workers/schema";

const app = new NotionWorker();

/** Not ours: the name Schema is taken in this file. */
type Schema = { version: 1 };

export const schema: Schema = { version: 1 };
export const fail = () => new TooManyRequests({ retryAfter: 1 });
export const page = (): Promise<{ status: number }> => get("https://example.com");
export type Page = Result<"ID", undefined>;

const bookProperties = {
	Name: Schema2.title(),
	"Book ID": Schema2.richText(),
	Published: Schema2.date(),
};

const books = app.database("books", {
	type: "managed",
	initialTitle: "Books",
	primaryKeyProperty: "Book ID",
	schema: { properties: bookProperties },
});

const booksApi = app.pacer("booksApi", { allowedRequests: 10, intervalMs: 1000 });

type BooksState = { v: 1; cursor?: string };

// Runs by hand: the weekly sweep is what removes books that are gone.
app.sync("booksBackfill", {
	database: books,
	mode: "replace",
	schedule: "7d",
	execute: async (state: BooksState | undefined): Promise<Result<"Book ID", BooksState>> => {
		await booksApi.wait();
		const page = await get(`https://books.example/v1/books?cursor=${state?.cursor ?? ""}`);
		if (page.status === 429) throw new TooManyRequests({ retryAfter: 30 });
		return { changes: [], hasMore: false };
	},
});

export default app;
