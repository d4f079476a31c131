import { Worker, type SyncChangeUpsert, type SyncExecutionResult } from "@notionhq/workers";
import {
	endpoint,
	expired,
	fetchJson,
	finishWalk,
	latestById,
	nextPage,
	recordsAt,
	restartWalk,
	resumeWalk,
	selectOf,
	serverTime,
	sliceById,
	textOf,
	titleOf,
	type Walk,
} from "./sync-helpers.js";
import * as Schema from "@notionhq/workers/schema";

const worker = new Worker();

const acmeComponentsProperties = {
	Component: Schema.title(),
	Status: Schema.select([{ name: "Operational" }, { name: "Slow" }, { name: "Down" }]),
	Description: Schema.richText(),
	"Component ID": Schema.richText(),
};

const acmeComponents = worker.database("acmeComponents", {
	type: "managed",
	initialTitle: "Components",
	primaryKeyProperty: "Component ID",
	schema: { properties: acmeComponentsProperties },
});

// At most 10 requests a minute to Acme Status; every sync that calls it shares this pacer.
const acmeStatusApi = worker.pacer("acmeStatusApi", { allowedRequests: 10, intervalMs: 60_000 });

const acmeStatusUrl = "https://status.acme.example/api/v2";

/** One GET, paced. */
async function acmeStatusGet(url: string) {
	await acmeStatusApi.wait();
	return fetchJson(url, {
		headers: {
			Accept: "application/json",
		},
	});
}

/** What is read of a component. Anything may be missing; the helpers take it as it comes. */
type AcmeComponent = {
	id?: string | number | null;
	name?: string | null;
	status?: string | null;
	description?: string | null;
};

/**
 * The row of a component. An empty value is sent as [], which clears it; leaving it out would
 * keep the old one.
 */
function toAcmeComponent(
	component: AcmeComponent,
): SyncChangeUpsert<"Component ID", typeof acmeComponentsProperties> {
	return {
		type: "upsert",
		key: String(component.id),
		properties: {
			Component: titleOf(component.name, "(no name)"),
			Status: selectOf(component.status, {
				operational: "Operational",
				degraded_performance: "Slow",
				major_outage: "Down",
			}),
			Description: textOf(component.description),
			"Component ID": textOf(component.id),
		},
	};
}

/** One record per component of a page, the newest. */
const latestAcmeComponents = (records: AcmeComponent[]): AcmeComponent[] =>
	latestById(records, (component) => component.id);

/** One page of all components, in Acme Status's own order. */
async function listAcmeComponents(at?: string) {
	const url = endpoint(acmeStatusUrl, "/components.json", {});
	const { body, headers } = await acmeStatusGet(url);
	const all = recordsAt<AcmeComponent>(body, ["components"]);
	return {
		...sliceById(all, at, (component) => component.id),
		now: serverTime(headers),
	};
}

// Replace, every 15 minutes: Acme Status cannot tell which components changed, so each cycle reads
// all of them. When a cycle ends, Notion removes the rows it did not see; a cycle that looks
// partial refuses to end.
worker.sync("acmeComponentsSync", {
	database: acmeComponents,
	mode: "replace",
	schedule: "15m",
	execute: async (
		state: Walk<string> | undefined,
	): Promise<SyncExecutionResult<"Component ID", Walk<string>>> => {
		const walk = resumeWalk(state);
		const page = await listAcmeComponents(walk.at).catch(expired(walk.at, [400, 404, 410, 422]));
		if (!page) return restartWalk(walk, "The API refused the next page (HTTP 400/404/410/422)");
		const seen = (walk.seen ?? 0) + page.records.length;
		const changes = latestAcmeComponents(page.records).map(toAcmeComponent);
		if (page.next !== undefined) {
			return nextPage(walk, changes, { seen, at: page.next });
		}
		return finishWalk(walk, seen, changes, { key: "acmeComponentsSync" });
	},
});

export default worker;
