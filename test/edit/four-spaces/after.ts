import { Worker, RateLimitError, type SyncExecutionResult } from "@notionhq/workers";
import * as Schema from "@notionhq/workers/schema";
import { fetchJson } from "./sync-helpers.js";

export const worker = new Worker();

export function greet(name: string): string {
    if (name === "") {
        return "Hello";
    }
    return `Hello, ${name}`;
}

const bookProperties = {
    Name: Schema.title(),
    "Book ID": Schema.richText(),
    Published: Schema.date(),
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
        const page = await fetchJson(
            `https://books.example/v1/books?cursor=${state?.cursor ?? ""}`,
        );
        if (page.status === 429) throw new RateLimitError({ retryAfter: 30 });
        return { changes: [], hasMore: false };
    },
});
