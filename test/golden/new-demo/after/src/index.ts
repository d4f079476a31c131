import { Worker, type SyncChangeUpsert, type SyncExecutionResult } from "@notionhq/workers";
import {
	advance,
	dateOf,
	dateTimeOf,
	type Delta,
	each,
	earlier,
	endpoint,
	expired,
	fetchJson,
	finishWalk,
	flagAt,
	type Keyset,
	keysetAfter,
	latestById,
	movedOn,
	multiSelectOf,
	nextPage,
	numberOf,
	recordsAt,
	requireEnv,
	restartWalk,
	resumeDelta,
	resumeWalk,
	selectOf,
	serverTime,
	textAt,
	textOf,
	titleOf,
	tokenAfter,
	updatedStamp,
	urlOf,
	type Walk,
} from "./sync-helpers.js";
import * as Builder from "@notionhq/workers/builder";
import * as Schema from "@notionhq/workers/schema";

const worker = new Worker();

const demoBooksProperties = {
	Title: Schema.title(),
	Author: Schema.richText(),
	Status: Schema.select([{ name: "In stock" }, { name: "On order" }, { name: "Out of print" }]),
	Genres: Schema.multiSelect([]),
	Price: Schema.number("dollar"),
	Rating: Schema.number(),
	Published: Schema.date(),
	Pages: Schema.number(),
	Notes: Schema.richText(),
	Link: Schema.url(),
	Added: Schema.date(),
	Updated: Schema.date(),
	"Book ID": Schema.richText(),
};

const demoBooks = worker.database("demoBooks", {
	type: "managed",
	initialTitle: "Books",
	primaryKeyProperty: "Book ID",
	schema: { databaseIcon: Builder.emojiIcon("📚"), properties: demoBooksProperties },
});

// At most 50 requests a second to Demo; every sync that calls it shares this pacer.
const demoApi = worker.pacer("demoApi", { allowedRequests: 50, intervalMs: 1_000 });

const demoUrl = "http://127.0.0.1:4477";

/** One GET, paced and signed. */
async function demoGet(url: string) {
	await demoApi.wait();
	return fetchJson(url, {
		headers: {
			Accept: "application/json",
			Authorization: `Bearer ${requireEnv("DEMO_TOKEN")}`,
		},
	});
}

/** What is read of a book. Anything may be missing; the helpers take it as it comes. */
type DemoBook = {
	id?: string | number | null;
	title?: string | null;
	author?: string | null;
	status?: string | null;
	genres?: (string | null)[] | null;
	price?: number | null;
	rating?: number | null;
	published?: string | null;
	pages?: number | null;
	notes?: string | null;
	url?: string | null;
	added_at?: string | null;
	updated_at?: string | null;
	deleted?: unknown;
};

/**
 * The row of a book. An empty value is sent as [], which clears it; leaving it out would keep
 * the old one.
 */
function toDemoBook(book: DemoBook): SyncChangeUpsert<"Book ID", typeof demoBooksProperties> {
	return {
		type: "upsert",
		key: String(book.id),
		...updatedStamp(book.updated_at),
		properties: {
			Title: titleOf(book.title, "(no title)"),
			Author: textOf(book.author),
			Status: selectOf(book.status, {
				"in stock": "In stock",
				"on order": "On order",
				"out of print": "Out of print",
			}),
			Genres: multiSelectOf(each(book.genres, (item) => item)),
			Price: numberOf(book.price),
			Rating: numberOf(book.rating),
			Published: dateOf(book.published),
			Pages: numberOf(book.pages),
			Notes: textOf(book.notes),
			Link: urlOf(book.url),
			Added: dateTimeOf(book.added_at),
			Updated: dateTimeOf(book.updated_at),
			"Book ID": textOf(book.id),
		},
	};
}

/** One record per book of a page, the newest. */
const latestDemoBooks = (records: DemoBook[]): DemoBook[] =>
	latestById(
		records,
		(book) => book.id,
		(book) => book.updated_at,
	);

/** Whether the API says that a book was deleted. */
const isDeletedDemoBook = (book: DemoBook): boolean => book.deleted === true;

/** One page of all books, in an order that does not move. */
async function listDemoBooks(at?: string) {
	const url = endpoint(demoUrl, "/v1/books", { limit: "100", cursor: at });
	const { body, headers } = await demoGet(url);
	const records = recordsAt<DemoBook>(body, ["books"]);
	return {
		records,
		next: tokenAfter(at, records, textAt(body, ["next_cursor"])),
		total: Number(textAt(body, ["total"]) ?? Number.NaN),
		now: serverTime(headers),
	};
}

/** One page of the books that changed since a time, oldest change first. */
async function changedDemoBooks(since: string, at?: Keyset) {
	const url = endpoint(demoUrl, "/v1/books/changes", {
		limit: "100",
		updated_since: at?.time ?? since,
		after_id: at?.id,
	});
	const { body, headers } = await demoGet(url);
	const records = recordsAt<DemoBook>(body, ["books"]);
	return {
		records,
		next:
			flagAt(body, ["has_more"]) === false
				? undefined
				: keysetAfter(
						records,
						(book) => book.updated_at,
						(book) => book.id,
					),
		now: serverTime(headers),
	};
}

// How far a cycle goes back behind what it has already seen. Demo may show a change 30 seconds
// late, and what a sweep took by mistake comes back this way.
const demoBooksOverlap = 10 * 60_000;

// Replace, when somebody triggers it: the full walk that loads every book and, when it ends, lets
// Notion remove the rows it did not see. A walk that looks partial refuses to end. Deleted books
// show up among the changes, so the delta removes their rows.
worker.sync("demoBooksBackfill", {
	database: demoBooks,
	mode: "replace",
	schedule: "manual",
	execute: async (
		state: Walk<string, Keyset> | undefined,
	): Promise<SyncExecutionResult<"Book ID", Walk<string, Keyset>>> => {
		const walk = resumeWalk(state);
		if (walk.tail) {
			const { since, at } = walk.tail;
			const page = await changedDemoBooks(since, at).catch(expired(at, [400, 404, 410, 422]));
			if (!page) return restartWalk(walk, "The API refused the next page (HTTP 400/404/410/422)");
			const changes = latestDemoBooks(page.records)
				.filter((book) => !isDeletedDemoBook(book))
				.map(toDemoBook);
			if (page.next !== undefined) {
				return nextPage(walk, changes, { tail: { since, at: page.next } });
			}
			return finishWalk(walk, walk.seen ?? 0, changes, { key: "demoBooksBackfill" });
		}
		const page = await listDemoBooks(walk.at).catch(expired(walk.at, [410]));
		if (!page) return restartWalk(walk, "The API refused the next page (HTTP 410)");
		const seen = (walk.seen ?? 0) + page.records.length;
		const changes = latestDemoBooks(page.records)
			.filter((book) => !isDeletedDemoBook(book))
			.map(toDemoBook);
		const startedAt = walk.startedAt ?? page.now;
		if (page.next !== undefined) {
			return nextPage(walk, changes, { startedAt, seen, at: page.next });
		}
		if (seen < page.total) return restartWalk(walk, `The walk saw ${seen} of ${page.total} books`);
		// What changed during the walk is read once more, so that the sweep at its end takes none of it.
		return nextPage(walk, changes, { seen, tail: { since: earlier(startedAt, demoBooksOverlap) } });
	},
});

// Incremental, every 5 minutes: only what changed. A cycle starts 10 minutes behind the newest
// change ever seen, never at the worker's clock, so a change that shows up late is still read. The
// first one looks back 1 day.
worker.sync("demoBooksDelta", {
	database: demoBooks,
	mode: "incremental",
	schedule: "5m",
	execute: async (
		state: Delta<Keyset> | undefined,
	): Promise<SyncExecutionResult<"Book ID", Delta<Keyset>>> => {
		const { since, at, mark, known } = resumeDelta(state, demoBooksOverlap, 24 * 60 * 60_000);
		const page = await changedDemoBooks(since, at).catch(expired(at, [400, 404, 410, 422]));
		if (!page) return { changes: [], hasMore: false, nextState: known };
		const changes = latestDemoBooks(page.records).map((book) =>
			isDeletedDemoBook(book)
				? { type: "delete" as const, key: String(book.id) }
				: toDemoBook(book),
		);
		const seen = advance(
			known,
			page.records.map((book) => book.updated_at),
			page.now,
		);
		if (page.next === undefined) return { changes, hasMore: false, nextState: seen };
		return {
			changes,
			hasMore: true,
			nextState: { ...seen, since, ...movedOn(at, page.next, mark) },
		};
	},
});

export default worker;
