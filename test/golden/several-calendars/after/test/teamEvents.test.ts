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

// An event as Google Calendar sends it.
const full = {
	id: "7q2k0vtb1mmh0q8ubp2",
	status: "confirmed",
	htmlLink: "https://www.google.com/calendar/event?eid=N3EyazB2dGI",
	created: "2026-08-19T08:00:00.000Z",
	updated: "2026-08-20T08:00:00.000Z",
	summary: "Weekly review",
	description: "Bring numbers",
	location: "Room 4",
	organizer: { email: "ana@acme.example" },
	start: { dateTime: "2026-09-01T09:00:00+02:00", timeZone: "Europe/Paris" },
	end: { dateTime: "2026-09-01T09:15:00+02:00", timeZone: "Europe/Paris" },
	attendees: [{ email: "bo@acme.example", responseStatus: "accepted" }],
	hangoutLink: "https://meet.google.com/abc-defg-hij",
	eventType: "default",
};

// How Google Calendar lists its events, as far as the syncs rely on it. Its paging and its changes
// are played by `create-sync simulate`, not here.
const shape: ApiShape = {
	id: ["id"],
	updated: ["updated"],
	list: {
		path: "/calendar/v3/calendars/ana%40acme.example/events",
		records: ["items"],
		page: { kind: "cursor", send: "pageToken", read: ["nextPageToken"] },
		last: [[["nextSyncToken"], "test"]],
	},
	fixed: [
		{
			path: "/calendar/v3/calendars/bo%40acme.example/events",
			status: 200,
			body: { items: [], nextSyncToken: "test" },
		},
	],
	changes: {
		path: "/calendar/v3/calendars/ana%40acme.example/events",
		records: ["items"],
		page: { kind: "whole", set: [[["nextSyncToken"], "test"]], untilEmpty: false },
		marks: [["syncToken", null]],
	},
};

const settings = {
	GOOGLE_CLIENT_ID: "test",
	GOOGLE_CLIENT_SECRET: "test",
	OAUTH_476F6F676C65_ACCESS_TOKEN: "test",
};

async function setUp(records: Record<string, unknown>[]) {
	const api = new FakeApi(shape);
	for (const record of records) api.put(record);
	return { api, notion: new FakeNotion(await loadWorker(settings)), stop: api.serve() };
}

const now = () => new Date().toISOString();

test("a full event fills every property", async () => {
	const { notion, stop } = await setUp([full]);
	try {
		await notion.cycle("teamEventsBackfill");
		const row = notion.rows.get("ana@acme.example:7q2k0vtb1mmh0q8ubp2");
		assert.ok(row, "the row is there");
		assert.equal(shown(row["Summary"]), "Weekly review");
		assert.equal(shown(row["Event ID"]), "ana@acme.example:7q2k0vtb1mmh0q8ubp2");
		for (const name of [
			"Summary",
			"Start",
			"End",
			"Location",
			"Attendees",
			"Organizer",
			"Meet Link",
			"Status",
			"Event Type",
			"Description",
			"Created",
			"Updated",
			"Event Link",
			"Event ID",
		])
			assert.notEqual(shown(row[name]), "", name);
	} finally {
		stop();
	}
});

test("an event with nothing but its id clears every property", async () => {
	const { notion, stop } = await setUp([copyOf({}, [[["id"], "7q2k0vtb1mmh0q8ubp2"]])]);
	try {
		await notion.cycle("teamEventsBackfill");
		const row = notion.rows.get("ana@acme.example:7q2k0vtb1mmh0q8ubp2");
		assert.ok(row, "the row is there");
		for (const name of [
			"Start",
			"End",
			"Location",
			"Attendees",
			"Organizer",
			"Meet Link",
			"Status",
			"Event Type",
			"All-day Date",
			"Description",
			"Created",
			"Event Link",
		])
			assert.deepEqual(row[name], [], name);
	} finally {
		stop();
	}
});

test("a first run pages to the end", async () => {
	const others = [
		"7q2k0vtb1mmh0q8ubp2-2",
		"7q2k0vtb1mmh0q8ubp2-3",
		"7q2k0vtb1mmh0q8ubp2-4",
		"7q2k0vtb1mmh0q8ubp2-5",
	].map((id) => copyOf(full, [[["id"], id]]));
	const { notion, stop } = await setUp([full, ...others]);
	try {
		const pages = await notion.cycle("teamEventsBackfill");
		assert.ok(pages.length > 1, "more than one page");
		assert.equal(notion.rows.size, 5);
	} finally {
		stop();
	}
});

test("a change, a cleared value and a deletion reach Notion", async () => {
	const ids = [
		"7q2k0vtb1mmh0q8ubp2-2",
		"7q2k0vtb1mmh0q8ubp2-3",
		"7q2k0vtb1mmh0q8ubp2-4",
		"7q2k0vtb1mmh0q8ubp2-5",
	];
	const { api, notion, stop } = await setUp([
		full,
		...ids.map((id) => copyOf(full, [[["id"], id]])),
	]);
	try {
		await notion.cycle("teamEventsBackfill");
		assert.equal(notion.rows.size, 5);

		api.put(
			copyOf(full, [
				[["id"], ids[0]],
				[["summary"], "Another title"],
				[["updated"], now()],
			]),
		);
		api.put(
			copyOf(full, [
				[["id"], ids[1]],
				[["location"], null],
				[["updated"], now()],
			]),
		);
		api.remove("7q2k0vtb1mmh0q8ubp2");
		await notion.cycle("teamEventsBackfill");

		assert.equal(
			shown(notion.rows.get("ana@acme.example:" + String(ids[0]))?.["Summary"]),
			"Another title",
		);
		assert.deepEqual(notion.rows.get("ana@acme.example:" + String(ids[1]))?.["Location"], []);
		assert.equal(
			notion.rows.has("ana@acme.example:7q2k0vtb1mmh0q8ubp2"),
			false,
			"the deleted record's row is gone",
		);
		assert.equal(notion.rows.size, 4);
	} finally {
		stop();
	}
});

test("an empty answer deletes nothing", async () => {
	const { api, notion, stop } = await setUp([full]);
	try {
		await notion.cycle("teamEventsBackfill");
		api.records.clear();
		await assert.rejects(notion.cycle("teamEventsBackfill"), /lists no records/);
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
			for (const key of ["teamEventsBackfill", "teamEventsDelta"]) {
				const first = await runPage(worker, key);
				const second = first.hasMore ? await runPage(worker, key, first.nextUserContext) : first;
				assert.notDeepEqual(
					second.hasMore && second.nextUserContext,
					first.nextUserContext,
					"the page moves on",
				);
				for (const change of [...first.changes, ...second.changes]) {
					if (change.type === "upsert")
						assert.equal(shown(change.properties?.["Event ID"]), change.key);
				}
			}
		} finally {
			stop();
		}
	},
);
