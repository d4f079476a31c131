import { Worker, type SyncChangeUpsert, type SyncExecutionResult } from "@notionhq/workers";
import {
	checkboxOf,
	dateOf,
	emailOf,
	endpoint,
	expired,
	fetchJson,
	finishWalk,
	latestById,
	nextPage,
	type Numbered,
	numberedAfter,
	pageEnd,
	recordsAt,
	refuseWalk,
	restartWalk,
	resumeWalk,
	selectOf,
	serverTime,
	slipped,
	stepBack,
	textAt,
	textOf,
	titleOf,
	type Walk,
} from "./sync-helpers.js";
import * as Schema from "@notionhq/workers/schema";

const worker = new Worker();

// Notion keeps the secret and adds it to requests to Acme; it never reaches this code.
worker.credential("ACME_API_KEY", {
	network: [
		{ domain: "api.acme.example", transform: [{ headers: { "X-Api-Key": "{{credential}}" } }] },
	],
});

const acmeSuppliersProperties = {
	Supplier: Schema.title(),
	Active: Schema.checkbox(),
	Country: Schema.select([]),
	Email: Schema.email(),
	Since: Schema.date(),
	"Supplier ID": Schema.richText(),
};

const acmeSuppliers = worker.database("acmeSuppliers", {
	type: "managed",
	initialTitle: "Suppliers",
	primaryKeyProperty: "Supplier ID",
	schema: { properties: acmeSuppliersProperties },
});

// At most 60 requests a minute to Acme; every sync that calls it shares this pacer.
const acmeApi = worker.pacer("acmeApi", { allowedRequests: 60, intervalMs: 60_000 });

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

/** What is read of a supplier. Anything may be missing; the helpers take it as it comes. */
type AcmeSupplier = {
	id?: string | number | null;
	name?: string | null;
	active?: boolean | null;
	address?: { country?: string | null } | null;
	email?: string | null;
	created_at?: string | null;
};

/**
 * The row of a supplier. An empty value is sent as [], which clears it; leaving it out would
 * keep the old one.
 */
function toAcmeSupplier(
	supplier: AcmeSupplier,
): SyncChangeUpsert<"Supplier ID", typeof acmeSuppliersProperties> {
	return {
		type: "upsert",
		key: String(supplier.id),
		properties: {
			Supplier: titleOf(supplier.name, "(no name)"),
			Active: checkboxOf(supplier.active),
			Country: selectOf(supplier.address?.country),
			Email: emailOf(supplier.email),
			Since: dateOf(supplier.created_at),
			"Supplier ID": textOf(supplier.id),
		},
	};
}

/** One record per supplier of a page, the newest. */
const latestAcmeSuppliers = (records: AcmeSupplier[]): AcmeSupplier[] =>
	latestById(records, (supplier) => supplier.id);

/** One page of all suppliers, in an order that does not move. */
async function listAcmeSuppliers(at: Numbered = { number: 1, empty: 0 }) {
	const url = endpoint(acmeUrl, "/suppliers", {
		sort: "created_at",
		include_inactive: "true",
		per_page: "100",
		page: at.number,
	});
	const { body, headers } = await acmeGet(url);
	const records = recordsAt<AcmeSupplier>(body, ["data"]);
	return {
		records,
		...numberedAfter(at, records, { pages: textAt(body, ["meta", "pages"]) }),
		total: Number(textAt(body, ["meta", "total"]) ?? Number.NaN),
		now: serverTime(headers),
	};
}

// Replace, every 6 hours: Acme cannot tell which suppliers changed, so each cycle reads all of
// them. When a cycle ends, Notion removes the rows it did not see; a cycle that looks partial
// refuses to end.
worker.sync("acmeSuppliersSync", {
	database: acmeSuppliers,
	mode: "replace",
	schedule: "6h",
	execute: async (
		state: Walk<Numbered> | undefined,
	): Promise<SyncExecutionResult<"Supplier ID", Walk<Numbered>>> => {
		const walk = resumeWalk(state);
		const page = await listAcmeSuppliers(walk.at).catch(expired(walk.at, [400, 404, 410, 422]));
		if (!page) return restartWalk(walk, "The API refused the next page (HTTP 400/404/410/422)");
		// A supplier that is deleted meanwhile shifts the next page: the page before must still end where
		// it did.
		if (walk.before) {
			const { records } = await listAcmeSuppliers(walk.before.at);
			const slip = slipped(
				walk.before.ends ?? [],
				records,
				page.records,
				(supplier) => supplier.id,
			);
			if (slip)
				return stepBack(
					walk,
					records.map((supplier) => String(supplier.id)),
					latestAcmeSuppliers(records).map(toAcmeSupplier),
					slip,
				);
		}
		if (page.refused !== undefined) return refuseWalk(walk, page.refused);
		const seen = (walk.seen ?? 0) + page.records.length;
		const changes = latestAcmeSuppliers(page.records).map(toAcmeSupplier);
		if (page.next !== undefined) {
			return nextPage(walk, changes, {
				seen,
				at: page.next,
				before: pageEnd(walk.at, page.records, (supplier) => supplier.id),
			});
		}
		if (seen < page.total)
			return restartWalk(walk, `The walk saw ${seen} of ${page.total} suppliers`);
		return finishWalk(walk, seen, changes, { key: "acmeSuppliersSync" });
	},
});

export default worker;
