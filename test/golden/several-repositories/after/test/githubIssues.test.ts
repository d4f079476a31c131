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

// An issue as GitHub sends it.
const full = {
	id: 2710000001,
	number: 1347,
	title: "Crash on empty config",
	state: "open",
	state_reason: null,
	locked: false,
	html_url: "https://github.com/octo-org/app/issues/1347",
	user: { login: "octocat", id: 1 },
	assignees: [{ login: "hubot", id: 2 }],
	labels: [{ id: 9, name: "bug", color: "d73a4a" }],
	milestone: { id: 5, number: 1, title: "v2.0" },
	type: { id: 3, name: "Bug" },
	comments: 3,
	reactions: { total_count: 2 },
	created_at: "2026-10-01T08:00:00Z",
	updated_at: "2026-11-02T10:15:30Z",
	closed_at: null,
};

// How GitHub lists its issues, as far as the syncs rely on it.
const shape: ApiShape = {
	id: ["id"],
	updated: ["updated_at"],
	list: { path: "/repos/octo-org/app/issues", records: [], page: { kind: "link-header" } },
	fixed: [{ path: "/repos/octo-org/web/issues", status: 200, body: [] }],
	changes: {
		path: "/repos/octo-org/app/issues",
		records: [],
		since: "since",
		page: { kind: "link-header" },
	},
};

const settings = { GITHUB_TOKEN: "test" };

async function setUp(records: Record<string, unknown>[]) {
	const api = new FakeApi(shape);
	for (const record of records) api.put(record);
	return { api, notion: new FakeNotion(await loadWorker(settings)), stop: api.serve() };
}

const now = () => new Date().toISOString();

test("a full issue fills every property", async () => {
	const { notion, stop } = await setUp([full]);
	try {
		await notion.cycle("githubIssuesBackfill");
		const row = notion.rows.get("2710000001");
		assert.ok(row, "the row is there");
		assert.equal(shown(row["Title"]), "Crash on empty config");
		assert.equal(shown(row["Issue ID"]), "2710000001");
		for (const name of [
			"Title",
			"State",
			"Assignees",
			"Labels",
			"Milestone",
			"Issue Link",
			"Author",
			"Type",
			"Comments",
			"Reactions",
			"Locked",
			"Created",
			"Updated",
			"Number",
			"Issue ID",
		])
			assert.notEqual(shown(row[name]), "", name);
	} finally {
		stop();
	}
});

test("an issue with nothing but its id clears every property", async () => {
	const { notion, stop } = await setUp([copyOf({}, [[["id"], 2710000001]])]);
	try {
		await notion.cycle("githubIssuesBackfill");
		const row = notion.rows.get("2710000001");
		assert.ok(row, "the row is there");
		for (const name of [
			"State",
			"Assignees",
			"Labels",
			"Milestone",
			"Issue Link",
			"Author",
			"Type",
			"State Reason",
			"Comments",
			"Reactions",
			"Created",
			"Closed",
			"Number",
		])
			assert.deepEqual(row[name], [], name);
	} finally {
		stop();
	}
});

test("a first run pages to the end", async () => {
	const others = [2710000003, 2710000004, 2710000005, 2710000006].map((id) =>
		copyOf(full, [[["id"], id]]),
	);
	const { notion, stop } = await setUp([full, ...others]);
	try {
		const pages = await notion.cycle("githubIssuesBackfill");
		assert.ok(pages.length > 1, "more than one page");
		assert.equal(notion.rows.size, 5);
	} finally {
		stop();
	}
});

test("a change, a cleared value and a deletion reach Notion", async () => {
	const ids = [2710000003, 2710000004, 2710000005, 2710000006];
	const { api, notion, stop } = await setUp([
		full,
		...ids.map((id) => copyOf(full, [[["id"], id]])),
	]);
	try {
		await notion.cycle("githubIssuesDelta");
		await notion.cycle("githubIssuesBackfill");
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
				[["state"], null],
				[["updated_at"], now()],
			]),
		);
		api.remove("2710000001");
		await notion.cycle("githubIssuesDelta");
		assert.ok(
			notion.rows.has("2710000001"),
			"this API does not report deletions: the row waits for the next walk",
		);
		await notion.cycle("githubIssuesBackfill");

		assert.equal(shown(notion.rows.get(String(ids[0]))?.["Title"]), "Another title");
		assert.deepEqual(notion.rows.get(String(ids[1]))?.["State"], []);
		assert.equal(notion.rows.has("2710000001"), false, "the deleted record's row is gone");
		assert.equal(notion.rows.size, 4);
	} finally {
		stop();
	}
});

test("an empty answer deletes nothing", async () => {
	const { api, notion, stop } = await setUp([full]);
	try {
		await notion.cycle("githubIssuesBackfill");
		api.records.clear();
		await assert.rejects(notion.cycle("githubIssuesBackfill"), /lists no records/);
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
			for (const key of ["githubIssuesBackfill", "githubIssuesDelta"]) {
				const first = await runPage(worker, key);
				const second = first.hasMore ? await runPage(worker, key, first.nextUserContext) : first;
				assert.notDeepEqual(
					second.hasMore && second.nextUserContext,
					first.nextUserContext,
					"the page moves on",
				);
				for (const change of [...first.changes, ...second.changes]) {
					if (change.type === "upsert")
						assert.equal(shown(change.properties?.["Issue ID"]), change.key);
				}
			}
		} finally {
			stop();
		}
	},
);
