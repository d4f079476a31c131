import { Worker, type SyncChangeUpsert, type SyncExecutionResult } from "@notionhq/workers";
import {
	endpoint,
	expired,
	fetchJson,
	finishWalk,
	latestById,
	nextPage,
	numberOf,
	recordsAt,
	restartWalk,
	resumeWalk,
	selectOf,
	serverTime,
	textAt,
	textOf,
	titleOf,
	tokenAfter,
	type Walk,
} from "./sync-helpers.js";
import * as Schema from "@notionhq/workers/schema";

const worker = new Worker();

const hostileProperties = {
	["__proto__"]: Schema.title(),
	constructor: Schema.richText(),
	"Status `${x}`": Schema.select([{ name: "Proto" }, { name: "A `B`" }]),
	"\u202eRTL": Schema.number(),
	'Key\'s "ID"': Schema.richText(),
};

const hostile = worker.database("hostile", {
	type: "managed",
	initialTitle: '`${globalThis}` */ // "T"',
	primaryKeyProperty: 'Key\'s "ID"',
	schema: { properties: hostileProperties },
});

// At most 5 requests a second to Ev*/il `${process.exit()}` "Co" gnp; every sync that calls it
// shares this pacer.
const evIlProcessExitCoGnpApi = worker.pacer("evIlProcessExitCoGnpApi", {
	allowedRequests: 5,
	intervalMs: 1_000,
});

const evIlProcessExitCoGnpUrl = "https://api.example.com";

/** One GET, paced. */
async function evIlProcessExitCoGnpGet(url: string) {
	await evIlProcessExitCoGnpApi.wait();
	return fetchJson(url, {
		headers: {
			"X-Odd": "a\"b'c`d${e}\\",
		},
	});
}

/** What is read of a thing * /. Anything may be missing; the helpers take it as it comes. */
type HostileRecord = {
	"a.b"?: { constructors?: string | number | null } | null;
	title?: string | null;
	"to String"?: { x?: string | null } | null;
	status?: string | null;
	n?: number | null;
};

/**
 * The row of a thing * /. An empty value is sent as [], which clears it; leaving it out would
 * keep the old one.
 */
function toHostileRecord(
	thing: HostileRecord,
): SyncChangeUpsert<'Key\'s "ID"', typeof hostileProperties> {
	return {
		type: "upsert",
		key: String(thing["a.b"]?.constructors),
		properties: {
			["__proto__"]: titleOf(thing.title, "*/ `${x}`"),
			constructor: textOf(thing["to String"]?.x),
			"Status `${x}`": selectOf(thing.status, { valueOf: "Proto", 'a"b': "A `B`" }),
			"\u202eRTL": numberOf(thing.n),
			'Key\'s "ID"': textOf(thing["a.b"]?.constructors),
		},
	};
}

/** One record per thing * / of a page, the newest. */
const latestHostile = (records: HostileRecord[]): HostileRecord[] =>
	latestById(records, (thing) => thing["a.b"]?.constructors);

/** One page of all things `${1}`, in an order that does not move. */
async function listHostile(at?: string) {
	const url = endpoint(evIlProcessExitCoGnpUrl, "/it'ems/`$(x)`", {
		filter: "a'b\"c`$(d)\\n*/",
		next: at,
	});
	const { body, headers } = await evIlProcessExitCoGnpGet(url);
	const records = recordsAt<HostileRecord>(body, ["it'ems"]);
	return {
		records,
		next: tokenAfter(at, records, textAt(body, ["next page"])),
		now: serverTime(headers),
	};
}

// Replace, every hour: Ev*/il `${process.exit()}` "Co" gnp cannot tell which things `${1}` changed,
// so each cycle reads all of them. When a cycle ends, Notion removes the rows it did not see; a
// cycle that looks partial refuses to end.
worker.sync("hostileSync", {
	database: hostile,
	mode: "replace",
	schedule: "1h",
	execute: async (
		state: Walk<string> | undefined,
	): Promise<SyncExecutionResult<'Key\'s "ID"', Walk<string>>> => {
		const walk = resumeWalk(state);
		const page = await listHostile(walk.at).catch(expired(walk.at, [400, 404, 410, 422]));
		if (!page) return restartWalk(walk, "The API refused the next page (HTTP 400/404/410/422)");
		const seen = (walk.seen ?? 0) + page.records.length;
		const changes = latestHostile(page.records).map(toHostileRecord);
		if (page.next !== undefined) {
			return nextPage(walk, changes, { seen, at: page.next });
		}
		return finishWalk(walk, seen, changes, { key: "hostileSync" });
	},
});

export default worker;
