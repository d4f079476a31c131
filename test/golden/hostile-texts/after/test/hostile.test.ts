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

// A thing */ as Ev*/il `${process.exit()}` "Co" gnp sends it.
const full = {
	title: "__proto__ of 1001",
	"to String": { x: "constructor of 1001" },
	status: "valueOf",
	n: 42,
	"a.b": { constructors: "1001" },
};

// How Ev*/il `${process.exit()}` "Co" gnp lists its things `${1}`, as far as the syncs rely on it.
const shape: ApiShape = {
	id: ["a.b", "constructors"],
	list: {
		path: "/it'ems/`$(x)`",
		records: ["it'ems"],
		page: { kind: "cursor", send: "next", read: ["next page"] },
	},
};

const settings = {};

async function setUp(records: Record<string, unknown>[]) {
	const api = new FakeApi(shape);
	for (const record of records) api.put(record);
	return { api, notion: new FakeNotion(await loadWorker(settings)), stop: api.serve() };
}

test("a full thing */ fills every property", async () => {
	const { notion, stop } = await setUp([full]);
	try {
		await notion.cycle("hostileSync");
		const row = notion.rows.get("1001");
		assert.ok(row, "the row is there");
		assert.equal(shown(row["__proto__"]), "__proto__ of 1001");
		assert.equal(shown(row['Key\'s "ID"']), "1001");
		for (const name of ["__proto__", "constructor", "Status `${x}`", "\u202eRTL", 'Key\'s "ID"'])
			assert.notEqual(shown(row[name]), "", name);
	} finally {
		stop();
	}
});

test("a thing */ with nothing but its id clears every property", async () => {
	const { notion, stop } = await setUp([copyOf({}, [[["a.b", "constructors"], "1001"]])]);
	try {
		await notion.cycle("hostileSync");
		const row = notion.rows.get("1001");
		assert.ok(row, "the row is there");
		for (const name of ["constructor", "Status `${x}`", "\u202eRTL"])
			assert.deepEqual(row[name], [], name);
	} finally {
		stop();
	}
});

test("a first run pages to the end", async () => {
	const others = ["1001-2", "1001-3", "1001-4", "1001-5"].map((id) =>
		copyOf(full, [[["a.b", "constructors"], id]]),
	);
	const { notion, stop } = await setUp([full, ...others]);
	try {
		const pages = await notion.cycle("hostileSync");
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
		...ids.map((id) => copyOf(full, [[["a.b", "constructors"], id]])),
	]);
	try {
		await notion.cycle("hostileSync");
		assert.equal(notion.rows.size, 5);

		api.put(
			copyOf(full, [
				[["a.b", "constructors"], ids[0]],
				[["title"], "Another title"],
			]),
		);
		api.put(
			copyOf(full, [
				[["a.b", "constructors"], ids[1]],
				[["to String", "x"], null],
			]),
		);
		api.remove("1001");
		await notion.cycle("hostileSync");

		assert.equal(shown(notion.rows.get(String(ids[0]))?.["__proto__"]), "Another title");
		assert.deepEqual(notion.rows.get(String(ids[1]))?.["constructor"], []);
		assert.equal(notion.rows.has("1001"), false, "the deleted record's row is gone");
		assert.equal(notion.rows.size, 4);
	} finally {
		stop();
	}
});

test("an empty answer deletes nothing", async () => {
	const { api, notion, stop } = await setUp([full]);
	try {
		await notion.cycle("hostileSync");
		api.records.clear();
		await assert.rejects(notion.cycle("hostileSync"), /lists no records/);
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
			for (const key of ["hostileSync"]) {
				const first = await runPage(worker, key);
				const second = first.hasMore ? await runPage(worker, key, first.nextUserContext) : first;
				assert.notDeepEqual(
					second.hasMore && second.nextUserContext,
					first.nextUserContext,
					"the page moves on",
				);
				for (const change of [...first.changes, ...second.changes]) {
					if (change.type === "upsert")
						assert.equal(shown(change.properties?.['Key\'s "ID"']), change.key);
				}
			}
		} finally {
			stop();
		}
	},
);
