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

// A release as GitHub sends it.
const full = {
	id: 180000001,
	tag_name: "v2.0.0",
	target_commitish: "main",
	name: "2.0",
	draft: false,
	prerelease: false,
	immutable: true,
	html_url: "https://github.com/octo-org/app/releases/tag/v2.0.0",
	author: { login: "octocat", id: 1 },
	assets: [{ id: 1, name: "app.zip", size: 1024, download_count: 42 }],
	created_at: "2026-10-30T12:00:00Z",
	updated_at: "2026-10-30T12:10:00Z",
	published_at: "2026-10-30T12:05:00Z",
};

// How GitHub lists its releases, as far as the syncs rely on it.
const shape: ApiShape = {
	id: ["id"],
	list: { path: "/repos/octo-org/app/releases", records: [], page: { kind: "link-header" } },
};

const settings = { GITHUB_TOKEN: "test" };

async function setUp(records: Record<string, unknown>[]) {
	const api = new FakeApi(shape);
	for (const record of records) api.put(record);
	return { api, notion: new FakeNotion(await loadWorker(settings)), stop: api.serve() };
}

test("a full release fills every property", async () => {
	const { notion, stop } = await setUp([full]);
	try {
		await notion.cycle("githubReleasesSync");
		const row = notion.rows.get("180000001");
		assert.ok(row, "the row is there");
		assert.equal(shown(row["Name"]), "2.0");
		assert.equal(shown(row["Release ID"]), "180000001");
		for (const name of [
			"Name",
			"Tag",
			"Published",
			"Draft",
			"Prerelease",
			"Release Link",
			"Author",
			"Target",
			"Assets",
			"Immutable",
			"Created",
			"Updated",
			"Release ID",
		])
			assert.notEqual(shown(row[name]), "", name);
	} finally {
		stop();
	}
});

test("a release with nothing but its id clears every property", async () => {
	const { notion, stop } = await setUp([copyOf({}, [[["id"], 180000001]])]);
	try {
		await notion.cycle("githubReleasesSync");
		const row = notion.rows.get("180000001");
		assert.ok(row, "the row is there");
		for (const name of [
			"Tag",
			"Published",
			"Release Link",
			"Author",
			"Target",
			"Assets",
			"Created",
			"Updated",
		])
			assert.deepEqual(row[name], [], name);
	} finally {
		stop();
	}
});

test("a first run pages to the end", async () => {
	const others = [180000003, 180000004, 180000005, 180000006].map((id) =>
		copyOf(full, [[["id"], id]]),
	);
	const { notion, stop } = await setUp([full, ...others]);
	try {
		const pages = await notion.cycle("githubReleasesSync");
		assert.ok(pages.length > 1, "more than one page");
		assert.equal(notion.rows.size, 5);
	} finally {
		stop();
	}
});

test("a change, a cleared value and a deletion reach Notion", async () => {
	const ids = [180000003, 180000004, 180000005, 180000006];
	const { api, notion, stop } = await setUp([
		full,
		...ids.map((id) => copyOf(full, [[["id"], id]])),
	]);
	try {
		await notion.cycle("githubReleasesSync");
		assert.equal(notion.rows.size, 5);

		api.put(
			copyOf(full, [
				[["id"], ids[0]],
				[["name"], "Another title"],
			]),
		);
		api.put(
			copyOf(full, [
				[["id"], ids[1]],
				[["tag_name"], null],
			]),
		);
		api.remove("180000001");
		await notion.cycle("githubReleasesSync");

		assert.equal(shown(notion.rows.get(String(ids[0]))?.["Name"]), "Another title");
		assert.deepEqual(notion.rows.get(String(ids[1]))?.["Tag"], []);
		assert.equal(notion.rows.has("180000001"), false, "the deleted record's row is gone");
		assert.equal(notion.rows.size, 4);
	} finally {
		stop();
	}
});

test("an empty answer deletes nothing", async () => {
	const { api, notion, stop } = await setUp([full]);
	try {
		await notion.cycle("githubReleasesSync");
		api.records.clear();
		await assert.rejects(notion.cycle("githubReleasesSync"), /lists no records/);
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
			for (const key of ["githubReleasesSync"]) {
				const first = await runPage(worker, key);
				const second = first.hasMore ? await runPage(worker, key, first.nextUserContext) : first;
				assert.notDeepEqual(
					second.hasMore && second.nextUserContext,
					first.nextUserContext,
					"the page moves on",
				);
				for (const change of [...first.changes, ...second.changes]) {
					if (change.type === "upsert")
						assert.equal(shown(change.properties?.["Release ID"]), change.key);
				}
			}
		} finally {
			stop();
		}
	},
);
