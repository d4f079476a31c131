import { Worker, type SyncChangeUpsert, type SyncExecutionResult } from "@notionhq/workers";
import {
	type ChangeToken,
	dateTimeOf,
	each,
	endpoint,
	expired,
	fetchJson,
	finishToken,
	finishWalk,
	firstToken,
	forgetToken,
	latestById,
	listAnew,
	listOn,
	movedOn,
	multiSelectOf,
	nextPage,
	recordsAt,
	refuseWalk,
	restartWalk,
	resumeToken,
	resumeWalk,
	selectOf,
	serverTime,
	type SinceToken,
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

const acmeAssetsProperties = {
	Asset: Schema.title(),
	Status: Schema.select([{ name: "Draft" }, { name: "Live" }]),
	Tags: Schema.multiSelect([]),
	Updated: Schema.date(),
	"Asset ID": Schema.richText(),
};

const acmeAssets = worker.database("acmeAssets", {
	type: "managed",
	initialTitle: "Assets",
	primaryKeyProperty: "Asset ID",
	schema: { properties: acmeAssetsProperties },
});

// At most 600 requests a minute to Acme; every sync that calls it shares this pacer.
const acmeApi = worker.pacer("acmeApi", { allowedRequests: 600, intervalMs: 60_000 });

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

/** What is read of an asset. Anything may be missing; the helpers take it as it comes. */
type AcmeAsset = {
	id?: string | number | null;
	title?: string | null;
	file_name?: string | null;
	status?: unknown;
	tags?: (string | null)[] | null;
	updated_at?: string | null;
};

/**
 * The row of an asset. An empty value is sent as [], which clears it; leaving it out would keep
 * the old one.
 */
function toAcmeAsset(asset: AcmeAsset): SyncChangeUpsert<"Asset ID", typeof acmeAssetsProperties> {
	return {
		type: "upsert",
		key: String(asset.id),
		...updatedStamp(asset.updated_at),
		properties: {
			Asset: titleOf(asset.title || asset.file_name, "(no title)"),
			Status: selectOf(asset.status, { draft: "Draft", live: "Live" }),
			Tags: multiSelectOf(each(asset.tags, (item) => item)),
			Updated: dateTimeOf(asset.updated_at),
			"Asset ID": textOf(asset.id),
		},
	};
}

/** One record per asset of a page, the newest. */
const latestAcmeAssets = (records: AcmeAsset[]): AcmeAsset[] =>
	latestById(
		records,
		(asset) => asset.id,
		(asset) => asset.updated_at,
	);

/** Whether the API says that an asset was deleted. */
const isDeletedAcmeAsset = (asset: AcmeAsset): boolean => asset.status === "deleted";

/** One page of all assets, in an order that does not move. */
async function listAcmeAssets(at?: string) {
	const url = endpoint(acmeUrl, "/assets", { page_size: "100", page_token: at });
	const { body, headers } = await acmeGet(url);
	const records = recordsAt<AcmeAsset>(body, ["items"]);
	return {
		records,
		next: tokenAfter(at, records, textAt(body, ["next_page_token"])),
		token: textAt(body, ["next_sync_token"]),
		now: serverTime(headers),
	};
}

/** One page of the assets that changed since a token; the last one has the next token. */
async function changedAcmeAssets(token: string, at?: string) {
	const url = endpoint(acmeUrl, "/assets", { page_size: "100", sync_token: token, page_token: at });
	const { body, headers } = await acmeGet(url);
	const records = recordsAt<AcmeAsset>(body, ["items"]);
	return {
		records,
		next: tokenAfter(at, records, textAt(body, ["next_page_token"])),
		token: textAt(body, ["next_sync_token"]),
		now: serverTime(headers),
	};
}

// How far a cycle goes back behind what it has already seen. Acme may show a change 1 minute late,
// and what a sweep took by mistake comes back this way.
const acmeAssetsOverlap = 10 * 60_000;

// Replace, every 7 days: the full walk that loads every asset and, when it ends, lets Notion remove
// the rows it did not see. A walk that looks partial refuses to end. Deleted assets show up among
// the changes, so the delta removes their rows. A deletion that goes unreported is noticed when a
// full walk (every 7 days) no longer finds the record.
worker.sync("acmeAssetsBackfill", {
	database: acmeAssets,
	mode: "replace",
	schedule: "7d",
	execute: async (
		state: Walk<string, string, SinceToken> | undefined,
	): Promise<SyncExecutionResult<"Asset ID", Walk<string, string, SinceToken>>> => {
		const walk = resumeWalk(state);
		if (walk.tail) {
			const { token, at } = walk.tail;
			const page = await changedAcmeAssets(token, at).catch(expired(token, [400, 410]));
			if (!page) return restartWalk(walk, "The token of the changes expired");
			const changes = latestAcmeAssets(page.records)
				.filter((asset) => !isDeletedAcmeAsset(asset))
				.map(toAcmeAsset);
			if (page.next !== undefined)
				return nextPage(walk, changes, { tail: { token, at: page.next } });
			return finishWalk(walk, walk.seen ?? 0, changes, { key: "acmeAssetsBackfill" });
		}
		const page = await listAcmeAssets(walk.at).catch(expired(walk.at, [400]));
		if (!page) return restartWalk(walk, "The API refused the next page (HTTP 400)");
		const seen = (walk.seen ?? 0) + page.records.length;
		const changes = latestAcmeAssets(page.records)
			.filter((asset) => !isDeletedAcmeAsset(asset))
			.map(toAcmeAsset);
		const startedAt = walk.startedAt ?? page.now;
		if (page.next !== undefined) {
			return nextPage(walk, changes, { startedAt, seen, at: page.next });
		}
		// What changed during the walk is read once more, so that the sweep at its end takes none of it.
		const { token } = page;
		if (token === undefined)
			return refuseWalk(
				walk,
				"The last page of the list has no token for what changes from now on",
			);
		return nextPage(walk, changes, { seen, tail: { token } });
	},
});

// Incremental, every 5 minutes: only what changed since a token that Acme gave. A cycle starts at a
// token at least 10 minutes older than the newest, so what a sweep took by mistake is read again.
// The first cycle, and one whose token is no longer valid, lists everything.
worker.sync("acmeAssetsDelta", {
	database: acmeAssets,
	mode: "incremental",
	schedule: "5m",
	execute: async (
		state: ChangeToken<string, string> | undefined,
	): Promise<SyncExecutionResult<"Asset ID", ChangeToken<string, string>>> => {
		const { token, at, mark, listing, known } = resumeToken(state);
		// Without a token nobody knows what changed: the first time, and after it expired, all assets are
		// listed.
		if (listing) {
			const page = await listAcmeAssets(listing.at).catch(expired(listing.at, [400]));
			if (!page) return listAnew(known, listing, "The API refused the next page (HTTP 400)");
			const changes = latestAcmeAssets(page.records).map((asset) =>
				isDeletedAcmeAsset(asset)
					? { type: "delete" as const, key: String(asset.id) }
					: toAcmeAsset(asset),
			);
			return {
				changes,
				hasMore: true,
				nextState: { ...known, ...firstToken(page), ...listOn(listing, page) },
			};
		}
		const page = await changedAcmeAssets(token, at).catch(expired(token, [400, 410]));
		if (!page)
			return at === undefined
				? forgetToken(known, "acmeAssetsBackfill")
				: { changes: [], hasMore: false, nextState: known };
		const changes = latestAcmeAssets(page.records).map((asset) =>
			isDeletedAcmeAsset(asset)
				? { type: "delete" as const, key: String(asset.id) }
				: toAcmeAsset(asset),
		);
		if (page.next !== undefined)
			return { changes, hasMore: true, nextState: { ...known, ...movedOn(at, page.next, mark) } };
		return finishToken(known, page, changes, acmeAssetsOverlap);
	},
});

export default worker;
