import { Worker, type SyncChangeUpsert, type SyncExecutionResult } from "@notionhq/workers";
import {
	endpoint,
	expired,
	fetchJson,
	finishWalk,
	flagAt,
	idAfter,
	latestById,
	nextPage,
	recordsAt,
	restartWalk,
	resumeWalk,
	serverTime,
	textOf,
	titleOf,
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

// At most 20 requests a second to Acme; every sync that calls it shares this pacer.
const acmeApi = worker.pacer("acmeApi", { allowedRequests: 20, intervalMs: 1_000 });

const acmeUrl = "https://api.acme.example";

/** One GET, paced; Notion signs it on the way. */
async function acmeGet(url: string) {
	await acmeApi.wait();
	return fetchJson(url, {
		headers: {},
	});
}

/** What is read of an order. Anything may be missing; the helpers take it as it comes. */
type AcmeOrder = {
	id?: string | number | null;
	number?: string | null;
	test?: unknown;
};

/**
 * The row of an order. An empty value is sent as [], which clears it; leaving it out would keep
 * the old one.
 */
function toAcmeOrder(order: AcmeOrder): SyncChangeUpsert<"Order ID", typeof acmeOrdersProperties> {
	return {
		type: "upsert",
		key: String(order.id),
		properties: {
			Order: titleOf(order.number, "Untitled"),
			"Order ID": textOf(order.id),
		},
	};
}

/** One record per order of a page, the newest. */
const latestAcmeOrders = (records: AcmeOrder[]): AcmeOrder[] =>
	latestById(records, (order) => order.id);

/** One page of all orders, in an order that does not move. */
async function listAcmeOrders(at?: string) {
	const url = endpoint(acmeUrl, "/v1/orders", { limit: "100", starting_after: at });
	const { body, headers } = await acmeGet(url);
	const records = recordsAt<AcmeOrder>(body, ["data"]);
	return {
		records: records.filter((order) => order.test == null),
		next: flagAt(body, ["has_more"]) === false ? undefined : idAfter(records, (order) => order.id),
		now: serverTime(headers),
	};
}

// Replace, every hour: Acme cannot tell which orders changed, so each cycle reads all of them. When
// a cycle ends, Notion removes the rows it did not see; a cycle that looks partial refuses to end.
worker.sync("acmeOrdersSync", {
	database: acmeOrders,
	mode: "replace",
	schedule: "1h",
	execute: async (
		state: Walk<string> | undefined,
	): Promise<SyncExecutionResult<"Order ID", Walk<string>>> => {
		const walk = resumeWalk(state);
		const page = await listAcmeOrders(walk.at).catch(expired(walk.at, [400, 404, 410, 422]));
		if (!page) return restartWalk(walk, "The API refused the next page (HTTP 400/404/410/422)");
		const seen = (walk.seen ?? 0) + page.records.length;
		const changes = latestAcmeOrders(page.records).map(toAcmeOrder);
		if (page.next !== undefined) {
			return nextPage(walk, changes, { seen, at: page.next });
		}
		return finishWalk(walk, seen, changes, { key: "acmeOrdersSync" });
	},
});

export default worker;
