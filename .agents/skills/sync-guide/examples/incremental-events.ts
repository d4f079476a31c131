import { Worker, type SyncChangeUpsert, type SyncExecutionResult } from "@notionhq/workers";
import * as Builder from "@notionhq/workers/builder";
import {
	checkboxOf,
	dateTimeOf,
	earlier,
	emailOf,
	endpoint,
	epochOf,
	epochSeconds,
	type EventFeed,
	expired,
	fetchJson,
	finishScan,
	finishWalk,
	flagAt,
	gone,
	idAfter,
	isBefore,
	isOfType,
	latestById,
	listAnew,
	listedAgain,
	listOn,
	majorUnits,
	nextInScan,
	nextPage,
	numberOf,
	recordAt,
	recordsAt,
	restartScan,
	restartWalk,
	resumeScan,
	resumeWalk,
	scanned,
	segment,
	serverTime,
	textOf,
	type TimeSpan,
	titleOf,
	updatedStamp,
	type Walk,
} from "./sync-helpers.js";
import * as Schema from "@notionhq/workers/schema";

const worker = new Worker();

// Notion keeps the secret and adds it to requests to Stripe; it never reaches this code.
worker.credential("STRIPE_KEY", {
	network: [
		{
			domain: "api.stripe.com",
			transform: [{ headers: { Authorization: "Bearer {{credential}}" } }],
		},
	],
});

const stripeCustomersProperties = {
	Name: Schema.title(),
	Email: Schema.email(),
	Balance: Schema.number(),
	Delinquent: Schema.checkbox(),
	Created: Schema.date(),
	"Customer ID": Schema.richText(),
};

const stripeCustomers = worker.database("stripeCustomers", {
	type: "managed",
	initialTitle: "Stripe Customers",
	primaryKeyProperty: "Customer ID",
	schema: { databaseIcon: Builder.emojiIcon("💳"), properties: stripeCustomersProperties },
});

// At most 20 requests a second to Stripe; every sync that calls it shares this pacer.
const stripeApi = worker.pacer("stripeApi", { allowedRequests: 20, intervalMs: 1_000 });

const stripeUrl = "https://api.stripe.com/v1";

/** One GET, paced; Notion signs it on the way. */
async function stripeGet(url: string) {
	await stripeApi.wait();
	return fetchJson(url, {
		headers: {
			Accept: "application/json",
			"Stripe-Version": "2026-07-29.dahlia",
		},
	});
}

/** What is read of a customer. Anything may be missing; the helpers take it as it comes. */
type StripeCustomer = {
	id?: unknown;
	name?: string | null;
	email?: string | null;
	balance?: number | null;
	delinquent?: boolean | null;
	created?: number | null;
	deleted?: unknown;
};

/** What is read of an event. */
type StripeCustomerEvent = {
	created?: number | null;
	id?: string | number | null;
	type?: string | null;
	data?: { object?: { id?: string | number | null } | null } | null;
};

/**
 * The row of a customer. An empty value is sent as [], which clears it; leaving it out would
 * keep the old one.
 */
function toStripeCustomer(
	customer: StripeCustomer,
	readAt: string | undefined,
): SyncChangeUpsert<"Customer ID", typeof stripeCustomersProperties> {
	return {
		type: "upsert",
		key: String(customer.id),
		...updatedStamp(readAt),
		properties: {
			Name: titleOf(customer.name || customer.email || customer.id, "(no name)"),
			Email: emailOf(customer.email),
			Balance: numberOf(majorUnits(customer.balance)),
			Delinquent: checkboxOf(customer.delinquent),
			Created: dateTimeOf(epochOf(customer.created)),
			"Customer ID": textOf(customer.id),
		},
	};
}

/** One record per customer of a page, the newest. */
const latestStripeCustomers = (records: StripeCustomer[]): StripeCustomer[] =>
	latestById(records, (customer) => customer.id);

/** Whether the API says that a customer was deleted. */
const isDeletedStripeCustomer = (entry: StripeCustomerEvent): boolean =>
	isOfType(entry.type, ["customer.deleted"]);

/** One page of all customers, in an order that does not move. */
async function listStripeCustomers(at?: string) {
	const url = endpoint(stripeUrl, "/customers", { limit: "100", starting_after: at });
	const { body, headers } = await stripeGet(url);
	const records = recordsAt<StripeCustomer>(body, ["data"]);
	return {
		records,
		next:
			flagAt(body, ["has_more"]) === false
				? undefined
				: idAfter(records, (customer) => customer.id),
		now: serverTime(headers),
	};
}

/** One page of the events about customers since a time. */
async function changedStripeCustomers(since: string, at?: string) {
	const url = endpoint(stripeUrl, "/events", {
		type: "customer.*",
		limit: "50",
		"created[gte]": epochSeconds(since),
		starting_after: at,
	});
	const { body, headers } = await stripeGet(url);
	const records = recordsAt<StripeCustomerEvent>(body, ["data"]);
	return {
		records,
		next: flagAt(body, ["has_more"]) === false ? undefined : idAfter(records, (entry) => entry.id),
		now: serverTime(headers),
	};
}

/** A customer as it is now, and when that was; undefined if there is none. */
async function readStripeCustomer(id: string) {
	const url = endpoint(stripeUrl, `/customers/${segment(id)}`, {});
	const answer = await stripeGet(url).catch(gone([404, 410]));
	if (!answer) return undefined;
	const customer = recordAt<StripeCustomer>(answer.body, []);
	// The id of a customer that was merged into another may lead to that one.
	if (String(customer.id) !== id) return undefined;
	if (customer.deleted === true) return undefined;
	return { customer, readAt: serverTime(answer.headers) };
}

/**
 * What a page of events means for the rows: one change per customer, by its last event. Each
 * customer is read again, as it is now.
 */
async function stripeCustomerChanges(entries: StripeCustomerEvent[]) {
	const relevant = entries.filter((entry) =>
		isOfType(entry.type, ["customer.created", "customer.updated", "customer.deleted"]),
	);
	const changes = [];
	for (const entry of latestById(
		relevant.reverse(),
		(entry) => entry.data?.object?.id,
		(entry) => epochOf(entry.created),
	)) {
		const key = String(entry.data?.object?.id);
		const found = await readStripeCustomer(key);
		if (found) changes.push(toStripeCustomer(found.customer, found.readAt));
		else if (isDeletedStripeCustomer(entry)) changes.push({ type: "delete" as const, key });
	}
	return changes;
}

// How far a cycle goes back behind what it has already seen. Stripe may show a change 1 minute
// late, and what a sweep took by mistake comes back this way.
const stripeCustomersOverlap = 10 * 60_000;

// Replace, every 7 days: the full walk that loads every customer and, when it ends, lets Notion
// remove the rows it did not see. A walk that looks partial refuses to end. An event tells of each
// deleted customer, so the delta removes its row.
worker.sync("stripeCustomersBackfill", {
	database: stripeCustomers,
	mode: "replace",
	schedule: "7d",
	execute: async (
		state: Walk<string, string, TimeSpan> | undefined,
	): Promise<SyncExecutionResult<"Customer ID", Walk<string, string, TimeSpan>>> => {
		const walk = resumeWalk(state);
		if (walk.tail) {
			const { since, until, at, again } = walk.tail;
			const page = await changedStripeCustomers(since, at).catch(expired(at, [400, 404, 410, 422]));
			if (!page) return restartWalk(walk, "The place in the feed expired");
			if (at === undefined && isBefore(since, earlier(page.now, 30 * 24 * 60 * 60_000))) {
				return restartWalk(walk, "The walk took longer than the feed remembers");
			}
			const changes = (await stripeCustomerChanges(page.records)).filter(
				({ type }) => type === "upsert",
			);
			if (page.next !== undefined)
				return nextPage(walk, changes, {
					tail: { since, until, at: page.next, ...(again && { again }) },
				});
			// A customer that changed or was made meanwhile may have got past the reader, so several pages are
			// read again.
			if (at !== undefined && again !== true) {
				return nextPage(walk, changes, {
					tail: { since: earlier(until, stripeCustomersOverlap), until: page.now, again: true },
				});
			}
			return finishWalk(walk, walk.seen ?? 0, changes, { key: "stripeCustomersBackfill" });
		}
		const page = await listStripeCustomers(walk.at).catch(expired(walk.at, [400, 404, 410, 422]));
		if (!page) return restartWalk(walk, "The API refused the next page (HTTP 400/404/410/422)");
		// A customer does not say when it changed: what the changes tell of the time since the walk began
		// is newer than its pages.
		const readAt = earlier(walk.startedAt ?? page.now, stripeCustomersOverlap);
		const seen = (walk.seen ?? 0) + page.records.length;
		const changes = latestStripeCustomers(page.records).map((customer) =>
			toStripeCustomer(customer, readAt),
		);
		const startedAt = walk.startedAt ?? page.now;
		if (page.next !== undefined) {
			return nextPage(walk, changes, { startedAt, seen, at: page.next });
		}
		// What changed during the walk is read once more, so that the sweep at its end takes none of it.
		return nextPage(walk, changes, {
			seen,
			tail: { since: earlier(startedAt, stripeCustomersOverlap), until: page.now },
		});
	},
});

// Incremental, every 5 minutes: the events since 10 minutes before the newest one known, by the
// feed's own times, so one that shows up late is still read. An event only says which customer to
// read again, so no old state of it is ever written. The first cycle looks back 1 day.
worker.sync("stripeCustomersDelta", {
	database: stripeCustomers,
	mode: "incremental",
	schedule: "5m",
	execute: async (
		state: EventFeed<string, string> | undefined,
	): Promise<SyncExecutionResult<"Customer ID", EventFeed<string, string>>> => {
		const scan = resumeScan(state, stripeCustomersOverlap, 24 * 60 * 60_000);
		if (state?.v === 1 && state.listing) {
			const { listing, ...known } = state;
			const page = await listStripeCustomers(listing.at).catch(
				expired(listing.at, [400, 404, 410, 422]),
			);
			if (!page)
				return listAnew(known, listing, "The API refused the next page (HTTP 400/404/410/422)");
			const readAt = earlier(page.now, stripeCustomersOverlap);
			const changes = latestStripeCustomers(page.records).map((customer) =>
				toStripeCustomer(customer, readAt),
			);
			return { changes, hasMore: true, nextState: { ...known, ...listOn(listing, page) } };
		}
		const { since, at } = scan;
		const page = await changedStripeCustomers(since, at).catch(expired(at, [400, 404, 410, 422]));
		if (!page) return restartScan(scan, "The place in the feed expired");
		// Stripe keeps events for 30 days. If the newest one known is older, some are gone for good.
		if (
			at === undefined &&
			scan.high !== undefined &&
			isBefore(scan.high, earlier(page.now, 30 * 24 * 60 * 60_000))
		) {
			listedAgain(
				"The feed no longer has what happened since the last run",
				"stripeCustomersBackfill",
			);
			return { changes: [], hasMore: true, nextState: { v: 1, high: page.now, listing: {} } };
		}
		const seen = scanned(
			scan,
			page.records.map((entry) => epochOf(entry.created)),
			page.now,
		);
		const changes = await stripeCustomerChanges(page.records);
		if (page.next === undefined) return finishScan(seen, changes);
		return nextInScan(seen, changes, { since, at: page.next });
	},
});

export default worker;
