import { Worker, type SyncChangeUpsert, type SyncExecutionResult } from "@notionhq/workers";
import {
	advance,
	dateTimeOf,
	type Delta,
	earlier,
	endpoint,
	expired,
	fetchJson,
	finishWalk,
	latestById,
	movedOn,
	nextPage,
	recordsAt,
	restartWalk,
	resumeDelta,
	resumeWalk,
	selectOf,
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

const acmeTicketsProperties = {
	Ticket: Schema.title(),
	Status: Schema.select([{ name: "Open" }, { name: "Closed" }]),
	Updated: Schema.date(),
	"Ticket ID": Schema.richText(),
};

const acmeTickets = worker.database("acmeTickets", {
	type: "managed",
	initialTitle: "Tickets",
	primaryKeyProperty: "Ticket ID",
	schema: { properties: acmeTicketsProperties },
});

// At most 100 requests a minute to Acme; every sync that calls it shares this pacer.
const acmeApi = worker.pacer("acmeApi", { allowedRequests: 100, intervalMs: 60_000 });

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

/** What is read of a ticket. Anything may be missing; the helpers take it as it comes. */
type AcmeTicket = {
	id?: string | number | null;
	subject?: string | null;
	status?: string | null;
	updated_at?: string | null;
};

/**
 * The row of a ticket. An empty value is sent as [], which clears it; leaving it out would keep
 * the old one.
 */
function toAcmeTicket(
	ticket: AcmeTicket,
): SyncChangeUpsert<"Ticket ID", typeof acmeTicketsProperties> {
	return {
		type: "upsert",
		key: String(ticket.id),
		...updatedStamp(ticket.updated_at),
		properties: {
			Ticket: titleOf(ticket.subject, "(no subject)"),
			Status: selectOf(ticket.status, { open: "Open", closed: "Closed" }),
			Updated: dateTimeOf(ticket.updated_at),
			"Ticket ID": textOf(ticket.id),
		},
	};
}

/** One record per ticket of a page, the newest. */
const latestAcmeTickets = (records: AcmeTicket[]): AcmeTicket[] =>
	latestById(
		records,
		(ticket) => ticket.id,
		(ticket) => ticket.updated_at,
	);

/** One page of all tickets, in an order that does not move. */
async function listAcmeTickets(at?: string) {
	const url = endpoint(acmeUrl, "/tickets", { sort: "id", limit: "100", cursor: at });
	const { body, headers } = await acmeGet(url);
	const records = recordsAt<AcmeTicket>(body, ["tickets"]);
	return {
		records,
		next: tokenAfter(at, records, textAt(body, ["next_cursor"])),
		now: serverTime(headers),
	};
}

/** One page of the tickets that changed since a time, oldest change first. */
async function changedAcmeTickets(since: string, at?: string) {
	const url = endpoint(acmeUrl, "/tickets", {
		sort: "updated_at",
		limit: "100",
		updated_since: since,
		cursor: at,
	});
	const { body, headers } = await acmeGet(url);
	const records = recordsAt<AcmeTicket>(body, ["tickets"]);
	return {
		records,
		next: tokenAfter(at, records, textAt(body, ["next_cursor"])),
		now: serverTime(headers),
	};
}

// How far a cycle goes back behind what it has already seen. Acme may show a change 2 minutes late,
// and what a sweep took by mistake comes back this way.
const acmeTicketsOverlap = 10 * 60_000;

// Replace, every day: the full walk that loads every ticket and, when it ends, lets Notion remove
// the rows it did not see. A walk that looks partial refuses to end. The API does not report
// deletions: a row goes when a full walk (every day) no longer finds its record.
worker.sync("acmeTicketsBackfill", {
	database: acmeTickets,
	mode: "replace",
	schedule: "1d",
	execute: async (
		state: Walk<string, string> | undefined,
	): Promise<SyncExecutionResult<"Ticket ID", Walk<string, string>>> => {
		const walk = resumeWalk(state);
		if (walk.tail) {
			const { since, at } = walk.tail;
			const page = await changedAcmeTickets(since, at).catch(expired(at, [400, 404, 410, 422]));
			if (!page) return restartWalk(walk, "The API refused the next page (HTTP 400/404/410/422)");
			const changes = latestAcmeTickets(page.records).map(toAcmeTicket);
			if (page.next !== undefined) {
				return nextPage(walk, changes, { tail: { since, at: page.next } });
			}
			return finishWalk(walk, walk.seen ?? 0, changes, { key: "acmeTicketsBackfill" });
		}
		const page = await listAcmeTickets(walk.at).catch(expired(walk.at, [400, 404, 410, 422]));
		if (!page) return restartWalk(walk, "The API refused the next page (HTTP 400/404/410/422)");
		const seen = (walk.seen ?? 0) + page.records.length;
		const changes = latestAcmeTickets(page.records).map(toAcmeTicket);
		const startedAt = walk.startedAt ?? page.now;
		if (page.next !== undefined) {
			return nextPage(walk, changes, { startedAt, seen, at: page.next });
		}
		// What changed during the walk is read once more, so that the sweep at its end takes none of it.
		return nextPage(walk, changes, {
			seen,
			tail: { since: earlier(startedAt, acmeTicketsOverlap) },
		});
	},
});

// Incremental, every 5 minutes: only what changed. A cycle starts 10 minutes behind the newest
// change ever seen, never at the worker's clock, so a change that shows up late is still read. The
// first one looks back 1 day.
worker.sync("acmeTicketsDelta", {
	database: acmeTickets,
	mode: "incremental",
	schedule: "5m",
	execute: async (
		state: Delta<string> | undefined,
	): Promise<SyncExecutionResult<"Ticket ID", Delta<string>>> => {
		const { since, at, mark, known } = resumeDelta(state, acmeTicketsOverlap, 24 * 60 * 60_000);
		const page = await changedAcmeTickets(since, at).catch(expired(at, [400, 404, 410, 422]));
		if (!page) return { changes: [], hasMore: false, nextState: known };
		const changes = latestAcmeTickets(page.records).map(toAcmeTicket);
		const seen = advance(
			known,
			page.records.map((ticket) => ticket.updated_at),
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
