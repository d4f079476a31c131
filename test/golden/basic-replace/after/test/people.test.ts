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

// A person as Roster sends it.
const full = {
	name: "Name of 1001",
	team: { name: "Team of 1001" },
	skills: ["Skills of 1001"],
	uid: "1001",
	kind: "employee",
};

// How Roster lists its people, as far as the syncs rely on it.
const shape: ApiShape = {
	id: ["uid"],
	list: { path: "/api/people", records: [], page: { kind: "link-header" } },
};

const settings = { ROSTER_BASIC: "test" };

async function setUp(records: Record<string, unknown>[]) {
	const api = new FakeApi(shape);
	for (const record of records) api.put(record);
	return { api, notion: new FakeNotion(await loadWorker(settings)), stop: api.serve() };
}

test("a full person fills every property", async () => {
	const { notion, stop } = await setUp([full]);
	try {
		await notion.cycle("peopleSync");
		const row = notion.rows.get("1001");
		assert.ok(row, "the row is there");
		assert.equal(shown(row["Name"]), "Name of 1001");
		assert.equal(shown(row["UID"]), "1001");
		for (const name of ["Name", "Team", "Skills", "UID"])
			assert.notEqual(shown(row[name]), "", name);
	} finally {
		stop();
	}
});

test("a person with nothing but its id clears every property", async () => {
	const { notion, stop } = await setUp([
		copyOf({}, [
			[["uid"], "1001"],
			[["kind"], "employee"],
		]),
	]);
	try {
		await notion.cycle("peopleSync");
		const row = notion.rows.get("1001");
		assert.ok(row, "the row is there");
		for (const name of ["Team", "Skills"]) assert.deepEqual(row[name], [], name);
	} finally {
		stop();
	}
});

test("a first run pages to the end", async () => {
	const others = ["1001-2", "1001-3", "1001-4", "1001-5"].map((id) =>
		copyOf(full, [[["uid"], id]]),
	);
	const { notion, stop } = await setUp([full, ...others]);
	try {
		const pages = await notion.cycle("peopleSync");
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
		...ids.map((id) => copyOf(full, [[["uid"], id]])),
	]);
	try {
		await notion.cycle("peopleSync");
		assert.equal(notion.rows.size, 5);

		api.put(
			copyOf(full, [
				[["uid"], ids[0]],
				[["name"], "Another title"],
			]),
		);
		api.put(
			copyOf(full, [
				[["uid"], ids[1]],
				[["team", "name"], null],
			]),
		);
		api.remove("1001");
		await notion.cycle("peopleSync");

		assert.equal(shown(notion.rows.get(String(ids[0]))?.["Name"]), "Another title");
		assert.deepEqual(notion.rows.get(String(ids[1]))?.["Team"], []);
		assert.equal(notion.rows.has("1001"), false, "the deleted record's row is gone");
		assert.equal(notion.rows.size, 4);
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
			for (const key of ["peopleSync"]) {
				const first = await runPage(worker, key);
				const second = first.hasMore ? await runPage(worker, key, first.nextUserContext) : first;
				assert.notDeepEqual(
					second.hasMore && second.nextUserContext,
					first.nextUserContext,
					"the page moves on",
				);
				for (const change of [...first.changes, ...second.changes]) {
					if (change.type === "upsert") assert.equal(shown(change.properties?.["UID"]), change.key);
				}
			}
		} finally {
			stop();
		}
	},
);
