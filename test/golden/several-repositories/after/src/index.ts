import { Worker, type SyncChangeUpsert, type SyncExecutionResult } from "@notionhq/workers";
import {
	advance,
	checkboxOf,
	dateTimeOf,
	type Delta,
	deltaEach,
	each,
	earlier,
	endpoint,
	expired,
	fetchJson,
	finishWalk,
	latestById,
	movedOn,
	multiSelectOf,
	nextLink,
	nextPage,
	numberOf,
	type Partitioned,
	recordsAt,
	restartWalk,
	resumeDelta,
	resumeWalk,
	segments,
	selectOf,
	serverTime,
	textOf,
	titleOf,
	tokenAfter,
	updatedStamp,
	urlOf,
	type Walk,
	walkEach,
	wholeSeconds,
} from "./sync-helpers.js";
import * as Builder from "@notionhq/workers/builder";
import * as Schema from "@notionhq/workers/schema";

const worker = new Worker();

// Notion keeps the secret and adds it to requests to GitHub; it never reaches this code.
worker.credential("GITHUB_TOKEN", {
	network: [
		{
			domain: "api.github.com",
			transform: [{ headers: { Authorization: "Bearer {{credential}}" } }],
		},
	],
});

const githubIssuesProperties = {
	Title: Schema.title(),
	State: Schema.select([{ name: "Open" }, { name: "Closed" }]),
	Assignees: Schema.multiSelect([]),
	Labels: Schema.multiSelect([]),
	Milestone: Schema.richText(),
	"Issue Link": Schema.url(),
	Author: Schema.richText(),
	Type: Schema.select([{ name: "Bug" }, { name: "Feature" }, { name: "Task" }]),
	"State Reason": Schema.select([
		{ name: "Completed" },
		{ name: "Not planned" },
		{ name: "Reopened" },
		{ name: "Duplicate" },
	]),
	Comments: Schema.number(),
	Reactions: Schema.number(),
	Locked: Schema.checkbox(),
	Created: Schema.date(),
	Updated: Schema.date(),
	Closed: Schema.date(),
	Number: Schema.number(),
	"Issue ID": Schema.richText(),
};

const githubIssues = worker.database("githubIssues", {
	type: "managed",
	initialTitle: "GitHub Issues",
	primaryKeyProperty: "Issue ID",
	schema: { databaseIcon: Builder.emojiIcon("🐙"), properties: githubIssuesProperties },
});

// At most 4,500 requests an hour to GitHub; every sync that calls it shares this pacer.
const githubApi = worker.pacer("githubApi", { allowedRequests: 4500, intervalMs: 60 * 60_000 });

const githubUrl = "https://api.github.com";

/** One GET, paced; Notion signs it on the way. */
async function githubGet(url: string) {
	await githubApi.wait();
	return fetchJson(url, {
		headers: {
			Accept: "application/vnd.github+json",
			"X-GitHub-Api-Version": "2026-03-10",
			"User-Agent": "notion-worker",
		},
		// GitHub also says "too fast" with status 403.
		isRateLimit: (response) =>
			response.status === 403 && response.headers.get("x-ratelimit-remaining") === "0",
		resetHeader: "x-ratelimit-reset",
	});
}

/** What is read of an issue. Anything may be missing; the helpers take it as it comes. */
type GithubIssue = {
	id?: string | number | null;
	title?: string | null;
	state?: string | null;
	assignees?: ({ login?: string | null } | null)[] | null;
	labels?: ({ name?: string | null } | null)[] | null;
	milestone?: { title?: string | null } | null;
	html_url?: string | null;
	user?: { login?: string | null } | null;
	type?: { name?: string | null } | null;
	state_reason?: string | null;
	comments?: number | null;
	reactions?: { total_count?: number | null } | null;
	locked?: boolean | null;
	created_at?: string | null;
	updated_at?: string | null;
	closed_at?: string | null;
	number?: number | null;
	pull_request?: unknown;
};

/**
 * The row of an issue. An empty value is sent as [], which clears it; leaving it out would keep
 * the old one.
 */
function toGithubIssue(
	issue: GithubIssue,
): SyncChangeUpsert<"Issue ID", typeof githubIssuesProperties> {
	return {
		type: "upsert",
		key: String(issue.id),
		...updatedStamp(issue.updated_at),
		properties: {
			Title: titleOf(issue.title, "(no title)"),
			State: selectOf(issue.state, { open: "Open", closed: "Closed" }),
			Assignees: multiSelectOf(each(issue.assignees, (item) => item.login)),
			Labels: multiSelectOf(each(issue.labels, (item) => item.name)),
			Milestone: textOf(issue.milestone?.title),
			"Issue Link": urlOf(issue.html_url),
			Author: textOf(issue.user?.login),
			Type: selectOf(issue.type?.name),
			"State Reason": selectOf(issue.state_reason, {
				completed: "Completed",
				not_planned: "Not planned",
				reopened: "Reopened",
				duplicate: "Duplicate",
			}),
			Comments: numberOf(issue.comments),
			Reactions: numberOf(issue.reactions?.total_count),
			Locked: checkboxOf(issue.locked),
			Created: dateTimeOf(issue.created_at),
			Updated: dateTimeOf(issue.updated_at),
			Closed: dateTimeOf(issue.closed_at),
			Number: numberOf(issue.number),
			"Issue ID": textOf(issue.id),
		},
	};
}

/** One record per issue of a page, the newest. */
const latestGithubIssues = (records: GithubIssue[]): GithubIssue[] =>
	latestById(
		records,
		(issue) => issue.id,
		(issue) => issue.updated_at,
	);

/** One page of all issues, in an order that does not move. */
async function listGithubIssues(repository: string, at?: string) {
	const first = endpoint(githubUrl, `/repos/${segments(repository)}/issues`, {
		state: "all",
		sort: "created",
		direction: "asc",
		per_page: "100",
	});
	const { body, headers } = await githubGet(at ?? first);
	const records = recordsAt<GithubIssue>(body, []);
	return {
		records: records.filter((issue) => issue.pull_request == null),
		next: tokenAfter(at, records, nextLink(headers, githubUrl)),
		now: serverTime(headers),
	};
}

/** One page of the issues that changed since a time, oldest change first. */
async function changedGithubIssues(repository: string, since: string, at?: string) {
	const first = endpoint(githubUrl, `/repos/${segments(repository)}/issues`, {
		state: "all",
		sort: "updated",
		direction: "asc",
		per_page: "100",
		since: wholeSeconds(since),
	});
	const { body, headers } = await githubGet(at ?? first);
	const records = recordsAt<GithubIssue>(body, []);
	return {
		records: records.filter((issue) => issue.pull_request == null),
		next: tokenAfter(at, records, nextLink(headers, githubUrl)),
		now: serverTime(headers),
	};
}

// How far a cycle goes back behind what it has already seen. GitHub may show a change 1 minute
// late, and what a sweep took by mistake comes back this way.
const githubIssuesOverlap = 10 * 60_000;

// Read one after the other in each cycle. The changes of a new one are read at once, the rest of it
// with the next full walk. The issues of one that is taken out leave with the next full walk.
const githubIssuesRepositories = ["octo-org/app", "octo-org/web"];

// Replace, every day: the full walk that loads every issue and, when it ends, lets Notion remove
// the rows it did not see. A walk that looks partial refuses to end. The API does not report
// deletions: a row goes when a full walk (every day) no longer finds its record.
worker.sync("githubIssuesBackfill", {
	database: githubIssues,
	mode: "replace",
	schedule: "1d",
	execute: (
		states: Partitioned<Walk<string, string>> | undefined,
	): Promise<SyncExecutionResult<"Issue ID", Partitioned<Walk<string, string>>>> =>
		walkEach(
			states,
			githubIssuesRepositories,
			{
				key: "githubIssuesBackfill",
				list: "githubIssuesRepositories",
				overlap: githubIssuesOverlap,
			},
			async (
				repository,
				state: Walk<string, string> | undefined,
			): Promise<SyncExecutionResult<"Issue ID", Walk<string, string>>> => {
				const walk = resumeWalk(state);
				if (walk.tail) {
					const { since, at } = walk.tail;
					const page = await changedGithubIssues(repository, since, at).catch(
						expired(at, [400, 404, 410, 422]),
					);
					if (!page)
						return restartWalk(walk, "The API refused the next page (HTTP 400/404/410/422)");
					const changes = latestGithubIssues(page.records).map(toGithubIssue);
					if (page.next !== undefined) {
						return nextPage(walk, changes, { tail: { since, at: page.next } });
					}
					return finishWalk(walk, walk.seen ?? 0, changes, {
						key: "githubIssuesBackfill",
						of: repository,
					});
				}
				const page = await listGithubIssues(repository, walk.at).catch(
					expired(walk.at, [400, 404, 410, 422]),
				);
				if (!page) return restartWalk(walk, "The API refused the next page (HTTP 400/404/410/422)");
				const seen = (walk.seen ?? 0) + page.records.length;
				const changes = latestGithubIssues(page.records).map(toGithubIssue);
				const startedAt = walk.startedAt ?? page.now;
				if (page.next !== undefined) {
					return nextPage(walk, changes, { startedAt, seen, at: page.next });
				}
				// What changed during the walk is read once more, so that the sweep at its end takes none of it.
				return nextPage(walk, changes, {
					seen,
					tail: { since: earlier(startedAt, githubIssuesOverlap) },
				});
			},
		),
});

// Incremental, every 5 minutes: only what changed. A cycle starts 10 minutes behind the newest
// change ever seen, never at the worker's clock, so a change that shows up late is still read. The
// first one looks back 1 day.
worker.sync("githubIssuesDelta", {
	database: githubIssues,
	mode: "incremental",
	schedule: "5m",
	execute: (
		states: Partitioned<Delta<string>> | undefined,
	): Promise<SyncExecutionResult<"Issue ID", Partitioned<Delta<string>>>> =>
		deltaEach(
			states,
			githubIssuesRepositories,
			{ key: "githubIssuesDelta", list: "githubIssuesRepositories" },
			async (
				repository,
				state: Delta<string> | undefined,
			): Promise<SyncExecutionResult<"Issue ID", Delta<string>>> => {
				const { since, at, mark, known } = resumeDelta(
					state,
					githubIssuesOverlap,
					24 * 60 * 60_000,
				);
				const page = await changedGithubIssues(repository, since, at).catch(
					expired(at, [400, 404, 410, 422]),
				);
				if (!page) return { changes: [], hasMore: false, nextState: known };
				const changes = latestGithubIssues(page.records).map(toGithubIssue);
				const seen = advance(
					known,
					page.records.map((issue) => issue.updated_at),
					page.now,
				);
				if (page.next === undefined) return { changes, hasMore: false, nextState: seen };
				return {
					changes,
					hasMore: true,
					nextState: { ...seen, since, ...movedOn(at, page.next, mark) },
				};
			},
		),
});

export default worker;
