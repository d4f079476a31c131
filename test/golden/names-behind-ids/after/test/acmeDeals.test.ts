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

// A deal as Acme sends it.
const full = {
	company: "Deal of 1001",
	subject: "Deal of 1001",
	id: "1001",
	stage_id: "Stage of 1001",
	owner_id: "Owner of 1001",
	follower_ids: ["Followers of 1001"],
	products: { items: [{ name: "Products of 1001" }] },
	updated_at: "2026-01-02T03:04:05Z",
};

// How Acme lists its deals, as far as the syncs rely on it.
const shape: ApiShape = {
	id: ["id"],
	updated: ["updated_at"],
	list: {
		path: "/v1/deals",
		records: ["data"],
		page: { kind: "cursor", send: "cursor", read: ["next"] },
	},
	fixed: [
		{
			path: "/v1/stages",
			status: 200,
			body: { data: [{ id: "Stage of 1001", label: "label of stages 1" }] },
		},
		{
			path: "/v1/people",
			status: 200,
			body: {
				data: [
					{
						id: "Owner of 1001",
						first_name: "first_name of people 1",
						last_name: "last_name of people 1",
					},
				],
				meta: { pages: 1 },
			},
		},
	],
	changes: {
		path: "/v1/deals",
		records: ["data"],
		since: "updated_since",
		page: { kind: "keyset", sendTime: "updated_since", sendId: "after_id" },
	},
	tombstone: { field: ["deleted"], value: true },
};

const settings = { ACME_TOKEN: "test" };

async function setUp(records: Record<string, unknown>[]) {
	const api = new FakeApi(shape);
	for (const record of records) api.put(record);
	return { api, notion: new FakeNotion(await loadWorker(settings)), stop: api.serve() };
}

const now = () => new Date().toISOString();

test("a full deal fills every property", async () => {
	const { notion, stop } = await setUp([full]);
	try {
		await notion.cycle("acmeDealsBackfill");
		const row = notion.rows.get("1001");
		assert.ok(row, "the row is there");
		assert.equal(shown(row["Deal"]), "Deal of 1001 Deal of 1001");
		assert.equal(shown(row["Deal ID"]), "1001");
		assert.equal(shown(row["Stage"]), "label of stages 1");
		assert.equal(shown(row["Owner"]), "first_name of people 1 last_name of people 1");
		for (const name of ["Deal", "Stage", "Owner", "Followers", "Products", "Updated", "Deal ID"])
			assert.notEqual(shown(row[name]), "", name);
	} finally {
		stop();
	}
});

test("a deal with nothing but its id clears every property", async () => {
	const { notion, stop } = await setUp([copyOf({}, [[["id"], "1001"]])]);
	try {
		await notion.cycle("acmeDealsBackfill");
		const row = notion.rows.get("1001");
		assert.ok(row, "the row is there");
		for (const name of ["Stage", "Owner", "Followers", "Products"])
			assert.deepEqual(row[name], [], name);
	} finally {
		stop();
	}
});

test("a first run pages to the end", async () => {
	const others = ["1001-2", "1001-3", "1001-4", "1001-5"].map((id) => copyOf(full, [[["id"], id]]));
	const { notion, stop } = await setUp([full, ...others]);
	try {
		const pages = await notion.cycle("acmeDealsBackfill");
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
		await notion.cycle("acmeDealsDelta");
		await notion.cycle("acmeDealsBackfill");
		assert.equal(notion.rows.size, 5);

		api.put(
			copyOf(full, [
				[["id"], ids[0]],
				[["company"], "Another title"],
				[["updated_at"], now()],
			]),
		);
		api.put(
			copyOf(full, [
				[["id"], ids[1]],
				[["stage_id"], null],
				[["updated_at"], now()],
			]),
		);
		api.remove("1001");
		await notion.cycle("acmeDealsDelta");

		assert.equal(shown(notion.rows.get(String(ids[0]))?.["Deal"]), "Another title Deal of 1001");
		assert.deepEqual(notion.rows.get(String(ids[1]))?.["Stage"], []);
		assert.equal(notion.rows.has("1001"), false, "the deleted record's row is gone");
		assert.equal(notion.rows.size, 4);
	} finally {
		stop();
	}
});

test("an empty answer deletes nothing", async () => {
	const { api, notion, stop } = await setUp([full]);
	try {
		await notion.cycle("acmeDealsBackfill");
		api.records.clear();
		await assert.rejects(notion.cycle("acmeDealsBackfill"), /lists no records/);
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
			for (const key of ["acmeDealsBackfill", "acmeDealsDelta"]) {
				const first = await runPage(worker, key);
				const second = first.hasMore ? await runPage(worker, key, first.nextUserContext) : first;
				assert.notDeepEqual(
					second.hasMore && second.nextUserContext,
					first.nextUserContext,
					"the page moves on",
				);
				for (const change of [...first.changes, ...second.changes]) {
					if (change.type === "upsert")
						assert.equal(shown(change.properties?.["Deal ID"]), change.key);
				}
			}
		} finally {
			stop();
		}
	},
);
