import assert from "node:assert/strict";
import { test } from "node:test";
import {
	FakeApi,
	FakeNotion,
	copyOf,
	loadWorker,
	runPage,
	shown,
	signLikeNotion,
	type ApiShape,
} from "./sync-test-kit.js";

// A book as Demo sends it.
const full = {
	id: "bk_0001",
	title: "The Lamplighter's Almanac",
	author: "Ines Okafor",
	genres: ["Fiction", "Crime, Thriller"],
	status: "in stock",
	price: 18.5,
	pages: 312,
	published: "2021-03-04",
	url: "https://books.example/bk_0001",
	rating: 4.2,
	notes: "Signed copies in the back room",
	added_at: "2026-09-01T08:00:00Z",
	updated_at: "2026-10-12T16:20:00Z",
};

// How Demo lists its books, as far as the syncs rely on it.
const shape: ApiShape = {
	id: ["id"],
	updated: ["updated_at"],
	list: {
		path: "/v1/books",
		records: ["books"],
		total: ["total"],
		page: { kind: "cursor", send: "cursor", read: ["next_cursor"] },
	},
	changes: {
		path: "/v1/books/changes",
		records: ["books"],
		since: "updated_since",
		page: { kind: "keyset", sendTime: "updated_since", sendId: "after_id", more: ["has_more"] },
	},
	tombstone: { field: ["deleted"], value: true },
};

const settings = { DEMO_TOKEN: "test" };

async function setUp(records: Record<string, unknown>[]) {
	const api = new FakeApi(shape);
	for (const record of records) api.put(record);
	return { api, notion: new FakeNotion(await loadWorker(settings)), stop: api.serve() };
}

const now = () => new Date().toISOString();

test("a full book fills every property", async () => {
	const { notion, stop } = await setUp([full]);
	try {
		await notion.cycle("demoBooksBackfill");
		const row = notion.rows.get("bk_0001");
		assert.ok(row, "the row is there");
		assert.equal(shown(row["Title"]), "The Lamplighter's Almanac");
		assert.equal(shown(row["Book ID"]), "bk_0001");
		for (const name of [
			"Title",
			"Author",
			"Status",
			"Genres",
			"Price",
			"Rating",
			"Published",
			"Pages",
			"Notes",
			"Link",
			"Added",
			"Updated",
			"Book ID",
		])
			assert.notEqual(shown(row[name]), "", name);
	} finally {
		stop();
	}
});

test("a book with nothing but its id clears every property", async () => {
	const { notion, stop } = await setUp([copyOf({}, [[["id"], "bk_0001"]])]);
	try {
		await notion.cycle("demoBooksBackfill");
		const row = notion.rows.get("bk_0001");
		assert.ok(row, "the row is there");
		for (const name of [
			"Author",
			"Status",
			"Genres",
			"Price",
			"Rating",
			"Published",
			"Pages",
			"Notes",
			"Link",
			"Added",
		])
			assert.deepEqual(row[name], [], name);
	} finally {
		stop();
	}
});

test("a first run pages to the end", async () => {
	const others = ["bk_0001-2", "bk_0001-3", "bk_0001-4", "bk_0001-5"].map((id) =>
		copyOf(full, [[["id"], id]]),
	);
	const { notion, stop } = await setUp([full, ...others]);
	try {
		const pages = await notion.cycle("demoBooksBackfill");
		assert.ok(pages.length > 1, "more than one page");
		assert.equal(notion.rows.size, 5);
	} finally {
		stop();
	}
});

test("a change, a cleared value and a deletion reach Notion", async () => {
	const ids = ["bk_0001-2", "bk_0001-3", "bk_0001-4", "bk_0001-5"];
	const { api, notion, stop } = await setUp([
		full,
		...ids.map((id) => copyOf(full, [[["id"], id]])),
	]);
	try {
		await notion.cycle("demoBooksDelta");
		await notion.cycle("demoBooksBackfill");
		assert.equal(notion.rows.size, 5);

		api.put(
			copyOf(full, [
				[["id"], ids[0]],
				[["title"], "Another title"],
				[["updated_at"], now()],
			]),
		);
		api.put(
			copyOf(full, [
				[["id"], ids[1]],
				[["author"], null],
				[["updated_at"], now()],
			]),
		);
		api.remove("bk_0001");
		await notion.cycle("demoBooksDelta");

		assert.equal(shown(notion.rows.get(String(ids[0]))?.["Title"]), "Another title");
		assert.deepEqual(notion.rows.get(String(ids[1]))?.["Author"], []);
		assert.equal(notion.rows.has("bk_0001"), false, "the deleted record's row is gone");
		assert.equal(notion.rows.size, 4);
	} finally {
		stop();
	}
});

test("an empty answer deletes nothing", async () => {
	const { api, notion, stop } = await setUp([full]);
	try {
		await notion.cycle("demoBooksBackfill");
		api.records.clear();
		await assert.rejects(notion.cycle("demoBooksBackfill"), /lists no records/);
		assert.equal(notion.rows.size, 1);
	} finally {
		stop();
	}
});

test(
	"the first pages of the real API",
	{ skip: process.env["LIVE"] !== "1" && "set LIVE=1 and the secrets in .env" },
	async () => {
		try {
			process.loadEnvFile(".env");
		} catch {
			// No .env: the secrets may be in the shell.
		}
		const worker = await loadWorker({});
		const stop = signLikeNotion(worker);
		try {
			for (const key of ["demoBooksBackfill", "demoBooksDelta"]) {
				const first = await runPage(worker, key);
				const second = first.hasMore ? await runPage(worker, key, first.nextUserContext) : first;
				assert.notDeepEqual(
					second.hasMore && second.nextUserContext,
					first.nextUserContext,
					"the page moves on",
				);
				for (const change of [...first.changes, ...second.changes]) {
					if (change.type === "upsert")
						assert.equal(shown(change.properties?.["Book ID"]), change.key);
				}
			}
		} finally {
			stop();
		}
	},
);
