import { Worker, type SyncChangeUpsert, type SyncExecutionResult } from "@notionhq/workers";
import {
	advance,
	type Delta,
	earlier,
	endpoint,
	expired,
	fetchJson,
	finishWalk,
	type Keyset,
	keysetAfter,
	latestById,
	movedOn,
	nextPage,
	recordsAt,
	refusalSays,
	restartWalk,
	resumeDelta,
	resumeWalk,
	serverTime,
	textAt,
	textOf,
	titleOf,
	tokenAfter,
	updatedStamp,
	type Walk,
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

const acmeOrdersProperties = {
	Order: Schema.title(),
	"Order ID": Schema.richText(),
};

const acmeOrders = worker.database("acmeOrders", {
	type: "managed",
	initialTitle: "Orders",
	primaryKeyProperty: "Order ID",
	schema: { properties: acmeOrdersProperties },
});

// At most 50,000 requests a day to Acme; every sync that calls it shares this pacer.
const acmeApi = worker.pacer("acmeApi", { allowedRequests: 50000, intervalMs: 24 * 60 * 60_000 });

// Beside that, at most 5 requests in 10 seconds for what changed: Acme counts these on their own.
const acmeChangesApi = worker.pacer("acmeChangesApi", { allowedRequests: 5, intervalMs: 10_000 });

const acmeUrl = "https://api.acme.example";

/** One GET, paced; Notion signs it on the way. */
async function acmeGet(url: string, own?: { wait: () => Promise<void> }) {
	await acmeApi.wait();
	// The pace of such requests alone comes last: a wait after it would bring them closer together.
	await own?.wait();
	return fetchJson(url, {
		headers: {},
		// Acme also says "too fast" with status 403.
		isRateLimit: (response) =>
			refusalSays(
				response,
				403,
				["error", "errors", "0", "reason"],
				["rateLimitExceeded", "quotaExceeded"],
			),
		resetHeader: "X-Reset",
	});
}

/** What is read of an order. Anything may be missing; the helpers take it as it comes. */
type AcmeOrder = {
	id?: string | number | null;
	number?: string | null;
	updated?: string | null;
};

/**
 * The row of an order. An empty value is sent as [], which clears it; leaving it out would keep
 * the old one.
 */
function toAcmeOrder(order: AcmeOrder): SyncChangeUpsert<"Order ID", typeof acmeOrdersProperties> {
	return {
		type: "upsert",
		key: String(order.id),
		...updatedStamp(order.updated),
		properties: {
			Order: titleOf(order.number, "Untitled"),
			"Order ID": textOf(order.id),
		},
	};
}

/** One record per order of a page, the newest. */
const latestAcmeOrders = (records: AcmeOrder[]): AcmeOrder[] =>
	latestById(
		records,
		(order) => order.id,
		(order) => order.updated,
	);

/** One page of all orders, in an order that does not move. */
async function listAcmeOrders(at?: string) {
	const url = endpoint(acmeUrl, "/v1/orders", { limit: "100", after: at });
	const { body, headers } = await acmeGet(url);
	const records = recordsAt<AcmeOrder>(body, ["data"]);
	return {
		records,
		next: tokenAfter(at, records, textAt(body, ["next"])),
		now: serverTime(headers),
	};
}

/** One page of the orders that changed since a time, oldest change first. */
async function changedAcmeOrders(since: string, at?: Keyset) {
	const url = endpoint(acmeUrl, "/v1/orders/search", {
		sort: "updated",
		limit: "100",
		since: at?.time ?? since,
		after_id: at?.id,
	});
	const { body, headers } = await acmeGet(url, acmeChangesApi);
	const records = recordsAt<AcmeOrder>(body, ["data"]);
	return {
		records,
		next: keysetAfter(
			records,
			(order) => order.updated,
			(order) => order.id,
			100,
		),
		now: serverTime(headers),
	};
}

// How far a cycle goes back behind what it has already seen. Acme may show a change 1 minute late,
// and what a sweep took by mistake comes back this way.
const acmeOrdersOverlap = 10 * 60_000;

// Replace, every day: the full walk that loads every order and, when it ends, lets Notion remove
// the rows it did not see. A walk that looks partial refuses to end. The API does not report
// deletions: a row goes when a full walk (every day) no longer finds its record.
worker.sync("acmeOrdersBackfill", {
	database: acmeOrders,
	mode: "replace",
	schedule: "1d",
	execute: async (
		state: Walk<string, Keyset> | undefined,
	): Promise<SyncExecutionResult<"Order ID", Walk<string, Keyset>>> => {
		const walk = resumeWalk(state);
		if (walk.tail) {
			const { since, at } = walk.tail;
			const page = await changedAcmeOrders(since, at).catch(expired(at, [400, 404, 410, 422]));
			if (!page) return restartWalk(walk, "The API refused the next page (HTTP 400/404/410/422)");
			const changes = latestAcmeOrders(page.records).map(toAcmeOrder);
			if (page.next !== undefined) {
				return nextPage(walk, changes, { tail: { since, at: page.next } });
			}
			return finishWalk(walk, walk.seen ?? 0, changes, { key: "acmeOrdersBackfill" });
		}
		const page = await listAcmeOrders(walk.at).catch(expired(walk.at, [400, 404, 410, 422]));
		if (!page) return restartWalk(walk, "The API refused the next page (HTTP 400/404/410/422)");
		const seen = (walk.seen ?? 0) + page.records.length;
		const changes = latestAcmeOrders(page.records).map(toAcmeOrder);
		const startedAt = walk.startedAt ?? page.now;
		if (page.next !== undefined) {
			return nextPage(walk, changes, { startedAt, seen, at: page.next });
		}
		// What changed during the walk is read once more, so that the sweep at its end takes none of it.
		return nextPage(walk, changes, {
			seen,
			tail: { since: earlier(startedAt, acmeOrdersOverlap) },
		});
	},
});

// Incremental, every 5 minutes: only what changed. A cycle starts 10 minutes behind the newest
// change ever seen, never at the worker's clock, so a change that shows up late is still read. The
// first one looks back 1 day.
worker.sync("acmeOrdersDelta", {
	database: acmeOrders,
	mode: "incremental",
	schedule: "5m",
	execute: async (
		state: Delta<Keyset> | undefined,
	): Promise<SyncExecutionResult<"Order ID", Delta<Keyset>>> => {
		const { since, at, mark, known } = resumeDelta(state, acmeOrdersOverlap, 24 * 60 * 60_000);
		const page = await changedAcmeOrders(since, at).catch(expired(at, [400, 404, 410, 422]));
		if (!page) return { changes: [], hasMore: false, nextState: known };
		const changes = latestAcmeOrders(page.records).map(toAcmeOrder);
		const seen = advance(
			known,
			page.records.map((order) => order.updated),
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
