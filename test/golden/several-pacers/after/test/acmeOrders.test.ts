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

// An order as Acme sends it.
const full = { number: "Order of 1001", id: "1001", updated: "2026-01-02T03:04:05Z" };

// How Acme lists its orders, as far as the syncs rely on it.
const shape: ApiShape = {
	id: ["id"],
	updated: ["updated"],
	list: {
		path: "/v1/orders",
		records: ["data"],
		page: { kind: "cursor", send: "after", read: ["next"] },
	},
	changes: {
		path: "/v1/orders/search",
		records: ["data"],
		since: "since",
		page: { kind: "keyset", sendTime: "since", sendId: "after_id" },
	},
};

const settings = { ACME_TOKEN: "test" };

async function setUp(records: Record<string, unknown>[]) {
	const api = new FakeApi(shape);
	for (const record of records) api.put(record);
	return { api, notion: new FakeNotion(await loadWorker(settings)), stop: api.serve() };
}

const now = () => new Date().toISOString();

test("a full order fills every property", async () => {
	const { notion, stop } = await setUp([full]);
	try {
		await notion.cycle("acmeOrdersBackfill");
		const row = notion.rows.get("1001");
		assert.ok(row, "the row is there");
		assert.equal(shown(row["Order"]), "Order of 1001");
		assert.equal(shown(row["Order ID"]), "1001");
		for (const name of ["Order", "Order ID"]) assert.notEqual(shown(row[name]), "", name);
	} finally {
		stop();
	}
});

test("an order with nothing but its id clears every property", async () => {
	const { notion, stop } = await setUp([copyOf({}, [[["id"], "1001"]])]);
	try {
		await notion.cycle("acmeOrdersBackfill");
		const row = notion.rows.get("1001");
		assert.ok(row, "the row is there");
		for (const name of []) assert.deepEqual(row[name], [], name);
	} finally {
		stop();
	}
});

test("a first run pages to the end", async () => {
	const others = ["1001-2", "1001-3", "1001-4", "1001-5"].map((id) => copyOf(full, [[["id"], id]]));
	const { notion, stop } = await setUp([full, ...others]);
	try {
		const pages = await notion.cycle("acmeOrdersBackfill");
		assert.ok(pages.length > 1, "more than one page");
		assert.equal(notion.rows.size, 5);
	} finally {
		stop();
	}
});

test("a change, a cleared value and a deletion reach Notion", async () => {
	const ids = ["1001-2", "1001-3", "1001-4", "1001-5"];
	const { api, notion, stop } = await setUp([
		full,
		...ids.map((id) => copyOf(full, [[["id"], id]])),
	]);
	try {
		await notion.cycle("acmeOrdersDelta");
		await notion.cycle("acmeOrdersBackfill");
		assert.equal(notion.rows.size, 5);

		api.put(
			copyOf(full, [
				[["id"], ids[0]],
				[["number"], "Another title"],
				[["updated"], now()],
			]),
		);
		api.remove("1001");
		await notion.cycle("acmeOrdersDelta");
		assert.ok(
			notion.rows.has("1001"),
			"this API does not report deletions: the row waits for the next walk",
		);
		await notion.cycle("acmeOrdersBackfill");

		assert.equal(shown(notion.rows.get(String(ids[0]))?.["Order"]), "Another title");
		assert.equal(notion.rows.has("1001"), false, "the deleted record's row is gone");
		assert.equal(notion.rows.size, 4);
	} finally {
		stop();
	}
});

test("an empty answer deletes nothing", async () => {
	const { api, notion, stop } = await setUp([full]);
	try {
		await notion.cycle("acmeOrdersBackfill");
		api.records.clear();
		await assert.rejects(notion.cycle("acmeOrdersBackfill"), /lists no records/);
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
			for (const key of ["acmeOrdersBackfill", "acmeOrdersDelta"]) {
				const first = await runPage(worker, key);
				const second = first.hasMore ? await runPage(worker, key, first.nextUserContext) : first;
				assert.notDeepEqual(
					second.hasMore && second.nextUserContext,
					first.nextUserContext,
					"the page moves on",
				);
				for (const change of [...first.changes, ...second.changes]) {
					if (change.type === "upsert")
						assert.equal(shown(change.properties?.["Order ID"]), change.key);
				}
			}
		} finally {
			stop();
		}
	},
);
