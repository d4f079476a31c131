// Helpers shared by this worker's syncs. Written by create-sync; yours to read and edit.

import * as Builder from "@notionhq/workers/builder";
import { RateLimitError } from "@notionhq/workers";

/** An instant some milliseconds before another. */
export const earlier = (time: string, ms: number): string =>
	new Date(Date.parse(time) - ms).toISOString();

/** What a delta knows between cycles: `high` is the newest change it has ever seen. */
type Known = { v: 1; high?: string };
/** Inside a cycle also where it started (`since`) and the page it is at. */
export type Delta<Position> = Known & { since?: string; at?: Position };

/** Goes on with a cycle, or starts one `overlapMs` behind the newest change seen; the first, `lookbackMs` behind now. */
export function resumeDelta<Position>(
	state: Delta<Position> | null | undefined,
	overlapMs: number,
	lookbackMs: number,
) {
	const { high, since, at }: Partial<Delta<Position>> = state?.v === 1 ? state : {};
	const start =
		high === undefined ? earlier(new Date().toISOString(), lookbackMs) : earlier(high, overlapMs);
	return { since: since ?? start, at: since === undefined ? undefined : at, known: known(high) };
}

/** What is known after a page: the newest time on it, never ahead of the server's clock. A page without times moves nothing. */
export function advance(before: Known, times: readonly unknown[], serverNow: string): Known {
	const all = [...times, before.high]
		.map((time) => Date.parse(String(time)))
		.filter(Number.isFinite);
	if (all.length === 0) return before;
	return known(new Date(Math.min(Math.max(...all), Date.parse(serverNow))).toISOString());
}

const known = (high: string | undefined): Known => (high === undefined ? { v: 1 } : { v: 1, high });

export const checkboxOf = (value: unknown) => Builder.checkbox(value === true || value === "true");

/** An instant as ISO text in UTC; a time without a zone counts as UTC. Undefined if it is none Notion can show. */
export function isoOf(value: unknown): string | undefined {
	if (typeof value !== "string" || !/^\d{4}-\d{2}-\d{2}/.test(value)) return undefined;
	const zoned =
		/[T ]\d{2}:?\d{2}/.test(value) && !/(Z|[+-]\d{2}:?\d{2})$/i.test(value) ? `${value}Z` : value;
	const time = Date.parse(zoned);
	const iso = Number.isNaN(time) ? "" : new Date(time).toISOString();
	return /^\d{4}-/.test(iso) ? iso : undefined;
}

/** An instant. The zone is written out because Builder.dateTime() drops an offset without a word. */
export function dateTimeOf(value: unknown) {
	const iso = isoOf(value);
	return iso === undefined ? [] : Builder.dateTime(iso, "UTC");
}

/** What `pick` finds in each item of a list; nothing if there is no list. */
export function each<Item>(
	list: readonly Item[] | null | undefined,
	pick: (item: NonNullable<Item>) => unknown,
): unknown[] {
	return Array.isArray(list)
		? list.filter((item) => item !== null && item !== undefined).map(pick)
		: [];
}

/** An absolute URL; parameters without a value are left out. */
export function endpoint(
	base: string,
	path: string,
	query: Record<string, string | undefined>,
): string {
	const url = new URL(base.replace(/\/$/, "") + path);
	for (const [name, value] of Object.entries(query))
		if (value !== undefined) url.searchParams.set(name, value);
	return url.href;
}

/** An answer that is not 2xx. It holds no body and no headers: errors end in the run log, secrets must not. */
export class HttpError extends Error {
	readonly status: number;
	constructor(request: string, status: number) {
		super(`${request}: HTTP ${status}`);
		this.name = "HttpError";
		this.status = status;
	}
}

/** For `.catch()` on a page: undefined if the token of a later page is no longer valid, else the error again. */
export function expired(
	position: unknown,
	statuses: readonly number[],
): (error: unknown) => undefined {
	return (error) => {
		if (position !== undefined && error instanceof HttpError && statuses.includes(error.status))
			return undefined;
		throw error;
	};
}

/** Seconds to wait, 1 to 3600: Retry-After as a number or a date, else an epoch in `resetHeader`, else 60. */
export function retryAfterSeconds(headers: Headers, resetHeader = ""): number {
	const now = Date.parse(headers.get("date") ?? "") || Date.now();
	const asked = headers.get("retry-after")?.trim() ?? "";
	const reset = Number((resetHeader && headers.get(resetHeader)) || Number.NaN) - now / 1000;
	const until = (Date.parse(asked) - now) / 1000;
	const seconds =
		[asked === "" ? Number.NaN : Number(asked), until, reset].find(Number.isFinite) ?? 60;
	return Math.min(Math.max(Math.ceil(seconds), 1), 3600);
}

export type FetchOptions = {
	headers?: Record<string, string>;
	/** True for an answer by which this API says "too fast" without status 429. */
	isRateLimit?: (response: Response) => boolean;
	/** A header with the epoch (s) at which the limit ends. */
	resetHeader?: string;
};

/** Reads one URL as JSON. Throws RateLimitError when told to wait, HttpError for other refusals. */
export async function fetchJson(
	url: string,
	options: FetchOptions = {},
): Promise<{ body: unknown; headers: Headers }> {
	const request = `GET ${new URL(url).pathname}`;
	const failed = (error: { name?: string; cause?: { code?: string } }): never => {
		throw new Error(
			`${request}: no answer (${error.cause?.code ?? error.name ?? "network error"})`,
		);
	};
	const init = { headers: options.headers ?? {}, signal: AbortSignal.timeout(60_000) };
	const response = await fetch(url, init).catch(failed);
	const { status, headers } = response;
	if (
		status === 429 ||
		(status === 503 && headers.has("retry-after")) ||
		options.isRateLimit?.(response)
	) {
		throw new RateLimitError({ retryAfter: retryAfterSeconds(headers, options.resetHeader) });
	}
	if (!response.ok) throw new HttpError(request, status);
	const text = await response.text().catch(failed);
	try {
		return { body: JSON.parse(text), headers };
	} catch {
		const kind = headers.get("content-type") ?? "no content type";
		throw new Error(`${request}: expected JSON, got ${text.length} characters of ${kind}`);
	}
}

/** Where a full walk stands. Between cycles only `v` and `lastRows` are left. */
export type Walk<Position, TailPosition = never> = Idle & {
	restarts?: number;
	refused?: { because: string; at: number };
	startedAt?: string;
	seen?: number;
	at?: Position;
	/** The page before, where a list can move. */
	before?: { at?: Position; lastId: string };
	tail?: { since: string; at?: TailPosition };
};

/** `lastRows`: how many records the last complete cycle saw; the measure for the brake. */
type Idle = { v: 1; lastRows?: number };

const idle = ({ lastRows }: { lastRows?: number }): Idle =>
	lastRows === undefined ? { v: 1 } : { v: 1, lastRows };

/** The walk to go on with. Throws what the call before refused; a minute later the walk begins anew. */
export function resumeWalk<P, T>(state: Walk<P, T> | null | undefined): Walk<P, T> {
	if (state?.v !== 1) return { v: 1 };
	if (state.refused && Date.now() - state.refused.at < 60_000)
		throw new Error(state.refused.because);
	return state.refused ? idle(state) : state;
}

/** Hands in a page and goes on; a position that did not move restarts the walk. */
export function nextPage<Change, P, T>(
	walk: Walk<P, T>,
	changes: Change[],
	next: Pick<Walk<P, T>, "startedAt" | "seen" | "at" | "before" | "tail">,
) {
	const stuck = [walk.at, walk.tail?.at].some(
		(at) =>
			at !== undefined && JSON.stringify(at) === JSON.stringify(next.tail ? next.tail.at : next.at),
	);
	if (stuck) return restartWalk(walk, "The API gave the same page twice");
	return {
		changes,
		hasMore: true,
		nextState: { ...idle(walk), restarts: walk.restarts ?? 0, seen: walk.seen ?? 0, ...next },
	};
}

/** Leaves a clean state and an error for the next call: a throw here would pin the page it happened on. */
function refuse(walk: { lastRows?: number }, because: string) {
	return {
		changes: [],
		hasMore: true,
		nextState: { ...idle(walk), refused: { because, at: Date.now() } },
	};
}

/** Begins the cycle anew after the list moved underneath it; the fourth time in a row it fails with the reason. */
export function restartWalk(walk: { lastRows?: number; restarts?: number }, because: string) {
	const restarts = (walk.restarts ?? 0) + 1;
	if (restarts > 3)
		return refuse(
			walk,
			`${because}, ${restarts} times in a row. Nothing was deleted; the next run begins anew.`,
		);
	console.error(`${because}. The walk begins again.`);
	return { changes: [], hasMore: true, nextState: { ...idle(walk), restarts } };
}

/** Ends the cycle, upon which Notion removes every row it did not see; so it refuses when the list looks partial. */
export function finishWalk<Change>(
	walk: { lastRows?: number },
	rows: number,
	changes: Change[],
	options: { key: string; allowEmpty?: boolean },
) {
	const { lastRows = 0 } = walk;
	const causes =
		"Nothing was deleted. Usual causes: a permission that was taken away, another account, a filter.";
	if (rows === 0 && !options.allowEmpty) {
		return refuse(
			walk,
			`${options.key}: the API lists no records. ${causes} If there may be none: allowEmpty: true`,
		);
	}
	if (rows < lastRows * 0.7 && lastRows - rows > 20) {
		const release = `If the loss is real: ntn workers sync state reset ${options.key}`;
		return refuse(
			walk,
			`${options.key}: the API lists ${rows} records, ${lastRows} the last time. ${causes} ${release}`,
		);
	}
	return { changes, hasMore: false, nextState: { v: 1 as const, lastRows: rows } };
}

/** One record per id, the newest; a record without an id is skipped and counted. */
export function latestById<Row>(
	records: readonly Row[],
	idOf: (record: Row) => unknown,
	updatedAt: (record: Row) => unknown = () => undefined,
): Row[] {
	const latest = new Map<string, Row>();
	let skipped = 0;
	for (const record of records) {
		const id = String(idOf(record) ?? "");
		const known = latest.get(id);
		if (id === "") skipped += 1;
		else if (
			!known ||
			!(Date.parse(String(updatedAt(record))) < Date.parse(String(updatedAt(known))))
		)
			latest.set(id, record);
	}
	if (skipped > 0)
		console.error(`Skipped ${skipped} of ${records.length} records: they have no id`);
	return [...latest.values()];
}

/** The next position. Throws if it is the one we are at: the API would serve the same page for ever. */
export function movedOn<Position>(at: Position | undefined, next: Position): Position {
	if (JSON.stringify(at) === JSON.stringify(next))
		throw new Error("The API gave the same page twice; its paging parameter has no effect");
	return next;
}

/** A text, number or boolean as text of at most `limit` characters; undefined for blank text and anything else. */
export function plain(value: unknown, limit = 2000): string | undefined {
	if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean")
		return undefined;
	const text = String(value).trim();
	if (text === "") return undefined;
	return text.length > limit
		? `${text.slice(0, limit - 1).replace(/[\uD800-\uDBFF]$/, "")}…`
		: text;
}

/** An option's name. Notion splits a value at commas and takes at most 100 characters. */
export const optionName = (value: unknown): string | undefined =>
	plain(plain(value)?.replaceAll(/\s*,\s*/g, "; "), 100);

export function multiSelectOf(values: readonly unknown[]) {
	const names = values.map(optionName).filter((name) => name !== undefined);
	return Builder.multiSelect(...new Set(names));
}

/** The rel="next" URL of a Link header, to be requested as it is. It must stay on the host that gets the credential. */
export function nextLink(headers: Headers, base: string): string | undefined {
	const links = (headers.get("link") ?? "").split(/,\s*(?=<)/);
	const target = links.find((link) => /;\s*rel="?next"?/i.test(link))?.match(/^\s*<([^>]*)>/)?.[1];
	if (target === undefined) return undefined;
	const next = new URL(target, base);
	if (next.origin !== new URL(base).origin)
		throw new Error(`The next page is on another host: ${next.host}`);
	return next.href;
}

export function numberOf(value: unknown) {
	const number = typeof value === "boolean" ? Number.NaN : Number(plain(value) ?? Number.NaN);
	return Number.isFinite(number) ? Builder.number(number) : [];
}

/** The value at a path of an answer, or undefined. */
export function valueAt(body: unknown, path: readonly string[]): unknown {
	return path.reduce<unknown>(
		(value, name) => (value as Record<string, unknown> | null | undefined)?.[name],
		body,
	);
}

/** The records of an answer. Throws if there is no list, so that a changed API is never taken for an empty one. */
export function recordsAt<Row>(body: unknown, path: readonly string[]): Row[] {
	const list = valueAt(body, path);
	if (!Array.isArray(list))
		throw new Error(`Expected a list at "${path.join(".")}" of the answer, got ${typeof list}`);
	return list.filter((item) => item !== null && typeof item === "object");
}

/** A setting from .env or the worker's secrets. */
export function requireEnv(name: string): string {
	const value = process.env[name];
	if (!value)
		throw new Error(`${name} is not set. Locally: put it in .env. Deployed: ntn workers env push`);
	return value;
}

export function selectOf(value: unknown, labels: Readonly<Record<string, string>> = {}) {
	const name = optionName(Object.hasOwn(labels, String(value)) ? labels[String(value)] : value);
	return name === undefined ? [] : Builder.select(name);
}

/** When the server answered, by its own clock (ISO); the worker's clock only if it does not say. */
export function serverTime(headers: Headers): string {
	return new Date(Date.parse(headers.get("date") ?? "") || Date.now()).toISOString();
}

/** Makes a kind of cell; where there is no text, or none that will do, it is `[]`, which clears the property in Notion. */
export const cell =
	(build: typeof Builder.richText, willDo: (text: string) => boolean = () => true) =>
	(value: unknown) => {
		const text = plain(value);
		return text !== undefined && willDo(text) ? build(text) : [];
	};

export const textOf = cell(Builder.richText);

export const titleOf = (value: unknown, empty: string) => Builder.title(plain(value) ?? empty);

/** Tells Notion which of two writes is the newer one, so that a slow full walk never undoes a fresh change. */
export function updatedStamp(value: unknown): { upstreamUpdatedAt?: string } {
	const iso = isoOf(value);
	return iso === undefined ? {} : { upstreamUpdatedAt: iso };
}

/** A web or mail address; javascript: and bare words count as empty. */
export const urlOf = cell(
	Builder.url,
	(text) => /^(https?:\/\/|mailto:)/i.test(text) && URL.canParse(text),
);

/** The start of an instant's second, for an API that takes no fractions. */
export const wholeSeconds = (time: string): string => `${time.slice(0, 19)}Z`;
