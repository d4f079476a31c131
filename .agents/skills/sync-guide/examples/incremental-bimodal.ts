import { Worker, type SyncChangeUpsert, type SyncExecutionResult } from "@notionhq/workers";
import {
	advance,
	dateTimeOf,
	type Delta,
	each,
	earlier,
	endpoint,
	epochOf,
	expired,
	fetchJson,
	finishWalk,
	type Keyset,
	keysetAfter,
	latestById,
	movedOn,
	multiSelectOf,
	nextPage,
	numberOf,
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
	urlOf,
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

const acmeShipmentsProperties = {
	Shipment: Schema.title(),
	Status: Schema.select([{ name: "Packed" }, { name: "On its way" }, { name: "Delivered" }]),
	Recipient: Schema.richText(),
	Parcels: Schema.number(),
	Tags: Schema.multiSelect([]),
	Sent: Schema.date(),
	Link: Schema.url(),
	"Shipment ID": Schema.richText(),
};

const acmeShipments = worker.database("acmeShipments", {
	type: "managed",
	initialTitle: "Shipments",
	primaryKeyProperty: "Shipment ID",
	schema: { properties: acmeShipmentsProperties },
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

/** What is read of a shipment. Anything may be missing; the helpers take it as it comes. */
type AcmeShipment = {
	id?: string | number | null;
	tracking_number?: string | null;
	reference?: string | null;
	status?: string | null;
	recipient?: { name?: string | null } | null;
	parcels?: unknown[] | null;
	tags?: ({ name?: string | null } | null)[] | null;
	sent_at?: number | null;
	url?: string | null;
	updated_at?: string | null;
	deleted?: unknown;
};

/**
 * The row of a shipment. An empty value is sent as [], which clears it; leaving it out would
 * keep the old one.
 */
function toAcmeShipment(
	shipment: AcmeShipment,
): SyncChangeUpsert<"Shipment ID", typeof acmeShipmentsProperties> {
	return {
		type: "upsert",
		key: String(shipment.id),
		...updatedStamp(shipment.updated_at),
		properties: {
			Shipment: titleOf(shipment.tracking_number || shipment.reference, "(no number)"),
			Status: selectOf(shipment.status, {
				packed: "Packed",
				sent: "On its way",
				done: "Delivered",
			}),
			Recipient: textOf(shipment.recipient?.name),
			Parcels: numberOf(shipment.parcels?.length),
			Tags: multiSelectOf(each(shipment.tags, (item) => item.name)),
			Sent: dateTimeOf(epochOf(shipment.sent_at)),
			Link: urlOf(shipment.url),
			"Shipment ID": textOf(shipment.id),
		},
	};
}

/** One record per shipment of a page, the newest. */
const latestAcmeShipments = (records: AcmeShipment[]): AcmeShipment[] =>
	latestById(
		records,
		(shipment) => shipment.id,
		(shipment) => shipment.updated_at,
	);

/** Whether the API says that a shipment was deleted. */
const isDeletedAcmeShipment = (shipment: AcmeShipment): boolean => shipment.deleted === true;

/** One page of all shipments, in an order that does not move. */
async function listAcmeShipments(at?: string) {
	const url = endpoint(acmeUrl, "/shipments", {
		sort: "created_at",
		include_archived: "true",
		limit: "100",
		cursor: at,
	});
	const { body, headers } = await acmeGet(url);
	const records = recordsAt<AcmeShipment>(body, ["data"]);
	return {
		records,
		next: tokenAfter(at, records, textAt(body, ["next_cursor"])),
		now: serverTime(headers),
	};
}

/** One page of the shipments that changed since a time, oldest change first. */
async function changedAcmeShipments(since: string, at?: Keyset) {
	const url = endpoint(acmeUrl, "/shipments/changes", {
		limit: "100",
		updated_since: at?.time ?? since,
		after_id: at?.id,
	});
	const { body, headers } = await acmeGet(url);
	const records = recordsAt<AcmeShipment>(body, ["data"]);
	return {
		records,
		next: keysetAfter(
			records,
			(shipment) => shipment.updated_at,
			(shipment) => shipment.id,
			100,
		),
		now: serverTime(headers),
	};
}

// How far a cycle goes back behind what it has already seen. Acme may show a change 2 minutes late,
// and what a sweep took by mistake comes back this way.
const acmeShipmentsOverlap = 10 * 60_000;

// Replace, every 7 days: the full walk that loads every shipment and, when it ends, lets Notion
// remove the rows it did not see. A walk that looks partial refuses to end. Deleted shipments show
// up among the changes, so the delta removes their rows. A deletion that goes unreported is noticed
// when a full walk (every 7 days) no longer finds the record.
worker.sync("acmeShipmentsBackfill", {
	database: acmeShipments,
	mode: "replace",
	schedule: "7d",
	execute: async (
		state: Walk<string, Keyset> | undefined,
	): Promise<SyncExecutionResult<"Shipment ID", Walk<string, Keyset>>> => {
		const walk = resumeWalk(state);
		if (walk.tail) {
			const { since, at } = walk.tail;
			const page = await changedAcmeShipments(since, at).catch(expired(at, [400, 404, 410, 422]));
			if (!page) return restartWalk(walk, "The API refused the next page (HTTP 400/404/410/422)");
			const changes = latestAcmeShipments(page.records)
				.filter((shipment) => !isDeletedAcmeShipment(shipment))
				.map(toAcmeShipment);
			if (page.next !== undefined) {
				return nextPage(walk, changes, { tail: { since, at: page.next } });
			}
			return finishWalk(walk, walk.seen ?? 0, changes, { key: "acmeShipmentsBackfill" });
		}
		const page = await listAcmeShipments(walk.at).catch(expired(walk.at, [400, 404, 410, 422]));
		if (!page) return restartWalk(walk, "The API refused the next page (HTTP 400/404/410/422)");
		const seen = (walk.seen ?? 0) + page.records.length;
		const changes = latestAcmeShipments(page.records)
			.filter((shipment) => !isDeletedAcmeShipment(shipment))
			.map(toAcmeShipment);
		const startedAt = walk.startedAt ?? page.now;
		if (page.next !== undefined) {
			return nextPage(walk, changes, { startedAt, seen, at: page.next });
		}
		// What changed during the walk is read once more, so that the sweep at its end takes none of it.
		return nextPage(walk, changes, {
			seen,
			tail: { since: earlier(startedAt, acmeShipmentsOverlap) },
		});
	},
});

// Incremental, every 5 minutes: only what changed. A cycle starts 10 minutes behind the newest
// change ever seen, never at the worker's clock, so a change that shows up late is still read. The
// first one looks back 1 day.
worker.sync("acmeShipmentsDelta", {
	database: acmeShipments,
	mode: "incremental",
	schedule: "5m",
	execute: async (
		state: Delta<Keyset> | undefined,
	): Promise<SyncExecutionResult<"Shipment ID", Delta<Keyset>>> => {
		const { since, at, mark, known } = resumeDelta(state, acmeShipmentsOverlap, 24 * 60 * 60_000);
		const page = await changedAcmeShipments(since, at).catch(expired(at, [400, 404, 410, 422]));
		if (!page) return { changes: [], hasMore: false, nextState: known };
		const changes = latestAcmeShipments(page.records).map((shipment) =>
			isDeletedAcmeShipment(shipment)
				? { type: "delete" as const, key: String(shipment.id) }
				: toAcmeShipment(shipment),
		);
		const seen = advance(
			known,
			page.records.map((shipment) => shipment.updated_at),
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
