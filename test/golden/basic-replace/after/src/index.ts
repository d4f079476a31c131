import { Worker, type SyncChangeUpsert, type SyncExecutionResult } from "@notionhq/workers";
import {
	each,
	endpoint,
	expired,
	fetchJson,
	finishWalk,
	latestById,
	multiSelectOf,
	nextLink,
	nextPage,
	pageEnd,
	recordsAt,
	restartWalk,
	resumeWalk,
	selectOf,
	serverTime,
	slipped,
	stepBack,
	textOf,
	titleOf,
	tokenAfter,
	type Walk,
} from "./sync-helpers.js";
import * as Schema from "@notionhq/workers/schema";

const worker = new Worker();

// Notion keeps the secret and adds it to requests to Roster; it never reaches this code.
worker.credential("ROSTER_BASIC", {
	network: [
		{
			domain: "roster.example",
			transform: [{ headers: { Authorization: "Basic {{credential}}" } }],
		},
	],
});

const peopleProperties = {
	Name: Schema.title(),
	Team: Schema.select([]),
	Skills: Schema.multiSelect([]),
	UID: Schema.richText(),
};

const people = worker.database("people", {
	type: "managed",
	initialTitle: "People",
	primaryKeyProperty: "UID",
	schema: { properties: peopleProperties },
});

// At most 10,000 requests a day to Roster; every sync that calls it shares this pacer.
const rosterApi = worker.pacer("rosterApi", {
	allowedRequests: 10000,
	intervalMs: 24 * 60 * 60_000,
});

const rosterUrl = "https://roster.example";

/** One GET, paced; Notion signs it on the way. */
async function rosterGet(url: string) {
	await rosterApi.wait();
	return fetchJson(url, {
		headers: {},
	});
}

/** What is read of a person. Anything may be missing; the helpers take it as it comes. */
type Person = {
	uid?: string | number | null;
	name?: string | null;
	team?: { name?: string | null } | null;
	skills?: (string | null)[] | null;
	kind?: unknown;
};

/**
 * The row of a person. An empty value is sent as [], which clears it; leaving it out would keep
 * the old one.
 */
function toPerson(person: Person): SyncChangeUpsert<"UID", typeof peopleProperties> {
	return {
		type: "upsert",
		key: String(person.uid),
		properties: {
			Name: titleOf(person.name, "Untitled"),
			Team: selectOf(person.team?.name),
			Skills: multiSelectOf(each(person.skills, (item) => item)),
			UID: textOf(person.uid),
		},
	};
}

/** One record per person of a page, the newest. */
const latestPeople = (records: Person[]): Person[] => latestById(records, (person) => person.uid);

/** One page of all people, in Roster's own order. */
async function listPeople(at?: string) {
	const first = endpoint(rosterUrl, "/api/people", { active: "true", per_page: "100" });
	const { body, headers } = await rosterGet(at ?? first);
	const records = recordsAt<Person>(body, []);
	return {
		records: records.filter((person) => person.kind === "employee"),
		next: tokenAfter(at, records, nextLink(headers, rosterUrl)),
		now: serverTime(headers),
	};
}

// Replace, every 6 hours: Roster cannot tell which people changed, so each cycle reads all of them.
// When a cycle ends, Notion removes the rows it did not see; a cycle that looks partial refuses to
// end.
worker.sync("peopleSync", {
	database: people,
	mode: "replace",
	schedule: "6h",
	execute: async (
		state: Walk<string> | undefined,
	): Promise<SyncExecutionResult<"UID", Walk<string>>> => {
		const walk = resumeWalk(state);
		const page = await listPeople(walk.at).catch(expired(walk.at, [400, 404, 410, 422]));
		if (!page) return restartWalk(walk, "The API refused the next page");
		// A person that is deleted meanwhile shifts the next page: the page before must still end where it
		// did.
		if (walk.before) {
			const { records } = await listPeople(walk.before.at);
			const slip = slipped(walk.before.ends ?? [], records, page.records, (person) => person.uid);
			if (slip)
				return stepBack(
					walk,
					records.map((person) => String(person.uid)),
					latestPeople(records).map(toPerson),
					slip,
				);
		}
		const seen = (walk.seen ?? 0) + page.records.length;
		const changes = latestPeople(page.records).map(toPerson);
		if (page.next !== undefined) {
			return nextPage(walk, changes, {
				seen,
				at: page.next,
				before: pageEnd(walk.at, page.records, (person) => person.uid),
			});
		}
		return finishWalk(walk, seen, changes, { key: "peopleSync", allowEmpty: true });
	},
});

export default worker;
