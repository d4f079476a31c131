import { Worker, type SyncChangeUpsert, type SyncExecutionResult } from "@notionhq/workers";
import {
	advance,
	dateTimeOf,
	type Delta,
	type Directory,
	each,
	earlier,
	endpoint,
	expired,
	fetchJson,
	finishWalk,
	joined,
	type Keyset,
	keysetAfter,
	latestById,
	movedOn,
	multiSelectOf,
	nameIn,
	nextPage,
	type Numbered,
	numberedAfter,
	putAt,
	readDirectory,
	recordsAt,
	restartWalk,
	resumeDelta,
	resumeWalk,
	segment,
	selectOf,
	serverTime,
	textAt,
	textOf,
	titleOf,
	tokenAfter,
	updatedStamp,
	type Walk,
	wholeList,
} from "./sync-helpers.js";
import * as Schema from "@notionhq/workers/schema";

const worker = new Worker();

// Notion keeps the secret and adds it to requests to Acme; it never reaches this code.
worker.credential("ACME_TOKEN", {
	network: [
		{
			domain: "api.acme.example",
			transform: [{ headers: { Authorization: "Bearer {{credential}}" } }],
		},
	],
});

const acmeDealsProperties = {
	Deal: Schema.title(),
	Stage: Schema.select([]),
	Owner: Schema.richText(),
	Followers: Schema.multiSelect([]),
	Products: Schema.richText(),
	Updated: Schema.date(),
	"Deal ID": Schema.richText(),
};

const acmeDeals = worker.database("acmeDeals", {
	type: "managed",
	initialTitle: "Deals",
	primaryKeyProperty: "Deal ID",
	schema: { properties: acmeDealsProperties },
});

// At most 5 requests a second to Acme; every sync that calls it shares this pacer.
const acmeApi = worker.pacer("acmeApi", { allowedRequests: 5, intervalMs: 1_000 });

const acmeUrl = "https://api.acme.example/v1";

/** One GET, paced; Notion signs it on the way. */
async function acmeGet(url: string) {
	await acmeApi.wait();
	return fetchJson(url, {
		headers: {
			Accept: "application/json",
		},
	});
}

/** What is read of a deal. Anything may be missing; the helpers take it as it comes. */
type AcmeDeal = {
	id?: unknown;
	company?: string | null;
	subject?: string | null;
	stage_id?: string | number | null;
	owner_id?: string | number | null;
	follower_ids?: (string | number | null)[] | null;
	products?: { items?: ({ name?: string | null } | null)[] | null } | null;
	updated_at?: string | null;
	deleted?: unknown;
};

/** What is read of an entry of stages. */
type AcmeDealStagesEntry = {
	id?: string | number | null;
	label?: string | null;
};

/** What is read of an entry of people. */
type AcmeDealPeopleEntry = {
	id?: string | number | null;
	first_name?: string | null;
	last_name?: string | null;
	email?: string | null;
};

/** What the ids in a deal are called. */
type AcmeDealNames = {
	stages: Directory;
	people: Directory;
};

/**
 * The row of a deal. An empty value is sent as [], which clears it; leaving it out would keep
 * the old one.
 */
function toAcmeDeal(
	deal: AcmeDeal,
	names: AcmeDealNames,
	readAt: string | undefined,
): SyncChangeUpsert<"Deal ID", typeof acmeDealsProperties> {
	return {
		type: "upsert",
		key: String(deal.id),
		...updatedStamp(readAt),
		properties: {
			Deal: titleOf(joined(deal.company, deal.subject) || deal.id, "Untitled"),
			Stage: selectOf(nameIn(names.stages, deal.stage_id)),
			Owner: textOf(nameIn(names.people, deal.owner_id)),
			Followers: multiSelectOf(each(deal.follower_ids, (item) => nameIn(names.people, item))),
			Products: textOf(each(deal.products?.items, (item) => item.name).join(", ")),
			Updated: dateTimeOf(deal.updated_at),
			"Deal ID": textOf(deal.id),
		},
	};
}

/** One record per deal of a page, the newest. */
const latestAcmeDeals = (records: AcmeDeal[]): AcmeDeal[] =>
	latestById(
		records,
		(deal) => deal.id,
		(deal) => deal.updated_at,
	);

/** Whether the API says that a deal was deleted. */
const isDeletedAcmeDeal = (deal: AcmeDeal): boolean => deal.deleted === true;

/** One page of all deals, in an order that does not move. */
async function listAcmeDeals(at?: string) {
	const url = endpoint(acmeUrl, "/deals", { sort: "created_at", limit: "100", cursor: at });
	const { body, headers } = await acmeGet(url);
	const records = recordsAt<AcmeDeal>(body, ["data"]);
	return {
		records,
		next: tokenAfter(at, records, textAt(body, ["next"])),
		now: serverTime(headers),
	};
}

/** One page of the deals that changed since a time, oldest change first. */
async function changedAcmeDeals(since: string, at?: Keyset) {
	const url = endpoint(acmeUrl, "/deals", {
		sort: "updated_at",
		limit: "100",
		updated_since: at?.time ?? since,
		after_id: at?.id,
	});
	const { body, headers } = await acmeGet(url);
	const records = recordsAt<AcmeDeal>(body, ["data"]);
	return {
		records,
		next: keysetAfter(
			records,
			(deal) => deal.updated_at,
			(deal) => deal.id,
			100,
		),
		now: serverTime(headers),
	};
}

/** All products of a deal. */
async function readAcmeDealProducts(id: string): Promise<unknown[]> {
	return wholeList(
		"products of a deal",
		async (at) => {
			const url = endpoint(acmeUrl, `/deals/${segment(id)}/products`, {
				expand: "name",
				limit: "100",
				cursor: at,
			});
			const { body } = await acmeGet(url);
			const records = recordsAt<object>(body, ["data"]);
			return { records, next: tokenAfter(at, records, textAt(body, ["next"])) };
		},
		{ entries: 200, pages: 3 },
	);
}

/**
 * Completes the lists of which a deal holds only the beginning: each is read anew from its
 * first page, because it may have changed since.
 */
async function completeAcmeDeals(records: AcmeDeal[]): Promise<void> {
	for (const deal of records) {
		if (deal.id && textAt(deal, ["products", "next"]) !== undefined)
			putAt(deal, ["products", "items"], await readAcmeDealProducts(String(deal.id)));
	}
}

/** All stages, in one answer. */
async function listAcmeDealStages() {
	const url = endpoint(acmeUrl, "/stages", {});
	const { body, headers } = await acmeGet(url);
	return {
		records: recordsAt<AcmeDealStagesEntry>(body, ["data"]),
		now: serverTime(headers),
	};
}

/** One page of all people. */
async function listAcmeDealPeople(at: Numbered = { number: 1, empty: 0 }) {
	const url = endpoint(acmeUrl, "/people", { deactivated: "true", limit: "50", page: at.number });
	const { body, headers } = await acmeGet(url);
	const records = recordsAt<AcmeDealPeopleEntry>(body, ["data"]);
	return {
		records,
		...numberedAfter(at, records, { pages: textAt(body, ["meta", "pages"]) }),
		now: serverTime(headers),
	};
}

/**
 * The names behind the ids of one page, read anew for each page that has any: a directory may
 * be larger than a state can be, and what a module remembers is stale in one process and gone
 * in the next.
 */
async function acmeDealNames(deals: AcmeDeal[]): Promise<AcmeDealNames> {
	return {
		stages: await readDirectory(
			"Acme stages",
			deals.map((deal) => deal.stage_id),
			{
				read: listAcmeDealStages,
				idOf: (entry) => entry.id,
				nameOf: (entry) => entry.label,
				most: { entries: 100, pages: 1 },
			},
		),
		people: await readDirectory(
			"Acme people",
			deals.flatMap((deal) => [deal.owner_id, ...each(deal.follower_ids, (item) => item)]),
			{
				read: listAcmeDealPeople,
				idOf: (entry) => entry.id,
				nameOf: (entry) => joined(entry.first_name, entry.last_name) || entry.email,
				most: { entries: 500, pages: 11 },
			},
		),
	};
}

// How far a cycle goes back behind what it has already seen. Acme may show a change 2 minutes late,
// and what a sweep took by mistake comes back this way.
const acmeDealsOverlap = 10 * 60_000;

// Replace, every day: the full walk that loads every deal and, when it ends, lets Notion remove the
// rows it did not see. A walk that looks partial refuses to end. A deletion that goes unreported is
// noticed when a full walk (every day) no longer finds the record. Deleted deals show up among the
// changes, so the delta removes their rows.
worker.sync("acmeDealsBackfill", {
	database: acmeDeals,
	mode: "replace",
	schedule: "1d",
	execute: async (
		state: Walk<string, Keyset> | undefined,
	): Promise<SyncExecutionResult<"Deal ID", Walk<string, Keyset>>> => {
		const walk = resumeWalk(state);
		if (walk.tail) {
			const { since, at } = walk.tail;
			const page = await changedAcmeDeals(since, at).catch(expired(at, [400, 404, 410, 422]));
			if (!page) return restartWalk(walk, "The API refused the next page (HTTP 400/404/410/422)");
			const readAt = page.now;
			await completeAcmeDeals(page.records);
			const names = await acmeDealNames(page.records);
			const changes = latestAcmeDeals(page.records)
				.filter((deal) => !isDeletedAcmeDeal(deal))
				.map((deal) => toAcmeDeal(deal, names, readAt));
			if (page.next !== undefined) {
				return nextPage(walk, changes, { tail: { since, at: page.next } });
			}
			return finishWalk(walk, walk.seen ?? 0, changes, { key: "acmeDealsBackfill" });
		}
		const page = await listAcmeDeals(walk.at).catch(expired(walk.at, [400, 404, 410, 422]));
		if (!page) return restartWalk(walk, "The API refused the next page (HTTP 400/404/410/422)");
		// A name can change while a deal does not, and by its own time Notion could take the new name for
		// an old one. So the later reading wins, by the server's clock.
		const readAt = page.now;
		const seen = (walk.seen ?? 0) + page.records.length;
		await completeAcmeDeals(page.records);
		const names = await acmeDealNames(page.records);
		const changes = latestAcmeDeals(page.records)
			.filter((deal) => !isDeletedAcmeDeal(deal))
			.map((deal) => toAcmeDeal(deal, names, readAt));
		const startedAt = walk.startedAt ?? page.now;
		if (page.next !== undefined) {
			return nextPage(walk, changes, { startedAt, seen, at: page.next });
		}
		// What changed during the walk is read once more, so that the sweep at its end takes none of it.
		return nextPage(walk, changes, { seen, tail: { since: earlier(startedAt, acmeDealsOverlap) } });
	},
});

// Incremental, every 5 minutes: only what changed. A cycle starts 10 minutes behind the newest
// change ever seen, never at the worker's clock, so a change that shows up late is still read. The
// first one looks back 1 day.
worker.sync("acmeDealsDelta", {
	database: acmeDeals,
	mode: "incremental",
	schedule: "5m",
	execute: async (
		state: Delta<Keyset> | undefined,
	): Promise<SyncExecutionResult<"Deal ID", Delta<Keyset>>> => {
		const { since, at, mark, known } = resumeDelta(state, acmeDealsOverlap, 24 * 60 * 60_000);
		const page = await changedAcmeDeals(since, at).catch(expired(at, [400, 404, 410, 422]));
		if (!page) return { changes: [], hasMore: false, nextState: known };
		const readAt = page.now;
		await completeAcmeDeals(page.records);
		const names = await acmeDealNames(page.records);
		const changes = latestAcmeDeals(page.records).map((deal) =>
			isDeletedAcmeDeal(deal)
				? { type: "delete" as const, key: String(deal.id) }
				: toAcmeDeal(deal, names, readAt),
		);
		const seen = advance(
			known,
			page.records.map((deal) => deal.updated_at),
			page.now,
		);
		if (page.next === undefined) return { changes, hasMore: false, nextState: seen };
		return {
			changes,
			hasMore: true,
			nextState: { ...seen, since, ...movedOn(at, page.next, mark) },
		};
	},
});

export default worker;
