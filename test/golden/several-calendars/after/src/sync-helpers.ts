// Helpers shared by this worker's syncs. Written by create-sync; yours to read and edit.

import * as Builder from "@notionhq/workers/builder";
import { RateLimitError } from "@notionhq/workers";

/** A place on the way that moves up whenever the count of pages has doubled: pages that lead in a circle come back to it. */
export type Mark<Position> = { pages: number; at: Position };

/** The mark to keep on the way from one place to the next; undefined if that place was passed before. */
export function marked<Position>(
	mark: Mark<Position> | undefined,
	at: Position | undefined,
	next: Position,
): Mark<Position> | undefined {
	const place = JSON.stringify(next);
	if (place === JSON.stringify(at) || (mark && place === JSON.stringify(mark.at))) return undefined;
	const pages = (mark?.pages ?? 0) + 1;
	const hasDoubled = Number.isInteger(Math.log2(pages));
	return { pages, at: hasDoubled || !mark ? next : mark.at };
}

/** An error for the next call. Thrown at once, it would pin the page it happened on; so the cycle begins anew. */
export const refusal = (because: string): { because: string; at: number } => ({
	because,
	at: Date.now(),
});

/** Where a delta stands that reads the whole list, because the API cannot tell it what changed. */
export type Listing<Position> = {
	at?: Position;
	mark?: Mark<Position>;
	/** The page before, where a list can move. */
	before?: { at?: Position; lastId: string };
	restarts?: number;
};

/** What the state takes over from a page of a listing: where it goes on, or why it cannot; nothing at its end. */
export function listOn<Position>(
	listing: Listing<Position>,
	page: { next?: Position | undefined; refused?: string | undefined },
	before?: { at?: Position; lastId: string },
): { listing?: Listing<Position>; refused?: { because: string; at: number } } {
	if (page.refused !== undefined) return { refused: refusal(page.refused) };
	if (page.next === undefined) return {};
	const mark = marked(listing.mark, listing.at, page.next);
	if (!mark) return { refused: refusal("The API gave the same page twice") };
	const { restarts = 0 } = listing;
	return { listing: { at: page.next, mark, restarts, ...(before && { before }) } };
}

/** Begins a listing anew: at once, and after the third time in a row with the next run. */
export function listAnew<Known extends object, Position>(
	known: Known,
	listing: Listing<Position>,
	because: string,
) {
	const restarts = (listing.restarts ?? 0) + 1;
	console.error(`${because}. The listing begins again.`);
	const anew: Listing<Position> = { restarts };
	return { changes: [], hasMore: restarts % 4 !== 0, nextState: { ...known, listing: anew } };
}

/** Says that a delta lists everything, and what it cannot find out that way. */
export function listedAgain(because: string, backfill: string): void {
	console.error(
		`${because}, so everything is listed once. What was deleted meanwhile goes with the next full read: ntn workers sync trigger ${backfill}`,
	);
}

/**
 * What a delta knows between cycles: the token it goes on from, and a younger one that takes its place once it is old
 * enough. So a cycle reads again what came last, and what a sweep took by mistake comes back.
 */
type KnownToken = { v: 1; token?: string; younger?: { token: string; takenAt: string } };

/** Where the tail of a full walk begins: the token it took before it began, or that its list ended with. */
export type SinceToken = { token: string };

/** Inside a cycle also the page it is at; before the first token, and once none is valid, where the listing is. */
export type ChangeToken<Position, ListPosition> = KnownToken & {
	at?: Position;
	mark?: Mark<Position>;
	listing?: Listing<ListPosition>;
	refused?: { because: string; at: number };
};

/** Goes on with a cycle, or starts one; without a token ("") with a listing. Throws what the call before refused. */
export function resumeToken<P, L>(state: ChangeToken<P, L> | null | undefined) {
	const before: Partial<ChangeToken<P, L>> = state?.v === 1 ? state : {};
	const { token, younger, refused } = before;
	if (refused && Date.now() - refused.at < 60_000) throw new Error(refused.because);
	const { at, mark, listing }: Partial<ChangeToken<P, L>> = refused ? {} : before;
	const known: KnownToken = {
		v: 1,
		...(token !== undefined && { token }),
		...(younger && { younger }),
	};
	return {
		token: token ?? "",
		at,
		mark,
		listing: token === undefined ? (listing ?? {}) : listing,
		known,
	};
}

/** The token that a listing gives: that of its last page, unless one is `kept` already. */
export function firstToken(page: { next?: unknown; token: string | undefined }, kept?: string) {
	if (kept !== undefined || (page.next !== undefined && page.token === undefined)) return {};
	return page.token === undefined ? noToken() : { token: page.token };
}

/** Ends a cycle. The next one starts from the same token, until the younger one is `overlapMs` old. */
export function finishToken<Change>(
	known: KnownToken,
	page: { token: string | undefined; now: string; isFull?: boolean },
	changes: Change[],
	overlapMs: number,
) {
	const { token, now } = page;
	if (token === undefined) return { changes, hasMore: true, nextState: { ...known, ...noToken() } };
	const { younger } = known;
	const next: KnownToken = {
		v: 1,
		token: younger?.token ?? token,
		younger: { token, takenAt: now },
	};
	const isEarly = younger && Date.parse(now) - Date.parse(younger.takenAt) < overlapMs;
	if (page.isFull || known.token === undefined)
		return { changes, hasMore: false, nextState: { ...next, token } };
	if (!younger) return { changes, hasMore: false, nextState: { ...next, token: known.token } };
	return { changes, hasMore: false, nextState: isEarly ? known : next };
}

/** Goes on after the API refused a token: from the younger one, else with a listing of everything. */
export function forgetToken({ younger }: KnownToken, backfill: string) {
	const nextState: KnownToken = younger ? { v: 1, token: younger.token } : { v: 1 };
	if (!younger) listedAgain("The API no longer knows what changed since the last run", backfill);
	return { changes: [], hasMore: true, nextState };
}

const noToken = () => ({
	refused: refusal("The last page has no token for what changes from now on"),
});

/** An instant as ISO text in UTC; a time without a zone counts as UTC. Undefined if it is none, such as one on February 30. */
export function isoOf(value: unknown): string | undefined {
	if (typeof value !== "string" || !/^\d{4}-\d{2}-\d{2}/.test(value)) return undefined;
	const day = new Date(`${value.slice(0, 10)}T00:00:00Z`);
	if (Number.isNaN(day.getTime()) || !day.toISOString().startsWith(value.slice(0, 10)))
		return undefined;
	const zoned =
		/[T ]\d{2}:?\d{2}/.test(value) && !/(Z|[+-]\d{2}:?\d{2})$/i.test(value) ? `${value}Z` : value;
	const time = Date.parse(zoned);
	const iso = Number.isNaN(time) ? "" : new Date(time).toISOString();
	return /^\d{4}-/.test(iso) ? iso : undefined;
}

/** A calendar day; of an instant, the day in UTC. */
export function dateOf(value: unknown) {
	const iso = isoOf(value);
	return iso === undefined ? [] : Builder.date(iso.slice(0, 10));
}

/** An instant. The zone is written out because Builder.dateTime() drops an offset without a word. */
export function dateTimeOf(value: unknown) {
	const iso = isoOf(value);
	return iso === undefined ? [] : Builder.dateTime(iso, "UTC");
}

/** An answer that is not 2xx. It holds no body and no headers: errors end in the run log, secrets must not. */
export class HttpError extends Error {
	readonly status: number;
	constructor(request: string, status: number, message = `${request}: HTTP ${status}`) {
		super(message);
		this.name = "HttpError";
		this.status = status;
	}
}

/** What is remembered of each partition, and inside a cycle which of them are done. */
export type Partitioned<State> = {
	v: 1;
	of: [partition: string, state: State][];
	done?: string[];
	/** How often what changed during a walk was read again. */
	rounds?: number;
	/** Why some could not be read, which is told when the others are done. */
	trouble?: string[];
	refused?: { because: string; at: number };
};

/** What one call on one partition gives. */
export type PartitionPage<Change, State> = {
	changes: Change[];
	hasMore: boolean;
	nextState?: State;
};

/** Reads on in one partition, from its own state. */
export type ReadPartition<Change, State> = (
	partition: string,
	state: State | undefined,
) => Promise<PartitionPage<Change, State>>;

/** The states of the partitions there are now: one that was taken out is forgotten. Throws what the call before refused. */
export function resumeEach<State>(
	given: Partitioned<State> | null | undefined,
	partitions: readonly string[],
) {
	const state = given?.v === 1 && Array.isArray(given.of) ? given : undefined;
	const { refused } = state ?? {};
	if (refused && Date.now() - refused.at < 60_000) throw new Error(refused.because);
	const known = (state?.of ?? []).filter(
		(entry) => Array.isArray(entry) && partitions.includes(entry[0]),
	);
	const {
		done = [],
		trouble = [],
		rounds = 0,
	}: Partial<Partitioned<State>> = refused ? {} : (state ?? {});
	return {
		of: new Map(known),
		done: done.filter((one) => partitions.includes(one)),
		trouble,
		rounds,
	};
}

/** For `.catch()` on a partition: why it cannot be read, if it refuses with one of the statuses, else the error again. */
export function unreadable(partition: string, list: string, fits: (status: number) => boolean) {
	return (error: unknown): { because: string } => {
		if (!(error instanceof HttpError) || !fits(error.status)) throw error;
		const isGone = [403, 404, 410].includes(error.status);
		const mend = isGone
			? `: it is gone, or may not be read any more. If that is so for good, take it out of ${list}; its rows leave with the next full read.`
			: ".";
		return { because: `${partition} answers HTTP ${error.status}${mend}` };
	};
}

/**
 * Reads what changed in one partition after the other, each from its own position. One that cannot be read must not
 * keep the others from being current, so it is told of when they are done: then the next call fails.
 */
export async function deltaEach<Change, State extends { refused?: { because: string } }>(
	given: Partitioned<State> | null | undefined,
	partitions: readonly string[],
	{ key, list }: { key: string; list: string },
	read: ReadPartition<Change, State>,
) {
	const { of, done, trouble } = resumeEach(given, partitions);
	const changes: Change[] = [];
	const partition = partitions.find((each) => !done.includes(each));
	if (partition !== undefined) {
		// A refused sign-in concerns all of them.
		const fits = (status: number): boolean => status !== 401;
		const page = await read(partition, of.get(partition)).catch(unreadable(partition, list, fits));
		if ("because" in page) {
			trouble.push(page.because);
		} else {
			changes.push(...page.changes);
			if (page.nextState) of.set(partition, page.nextState);
			if (page.nextState?.refused) trouble.push(`${partition}: ${page.nextState.refused.because}`);
		}
		const goesOn = "hasMore" in page && page.hasMore && !page.nextState?.refused;
		if (!goesOn) done.push(partition);
	}
	const states: Partitioned<State> = { v: 1, of: [...of] };
	if (done.length < partitions.length) {
		const nextState = { ...states, done, ...(trouble.length > 0 && { trouble }) };
		return { changes, hasMore: true, nextState };
	}
	if (trouble.length === 0) return { changes, hasMore: false, nextState: states };
	const because = `${key}: ${trouble.join(" ")}`;
	return { changes, hasMore: true, nextState: { ...states, refused: { because, at: Date.now() } } };
}

/** What `pick` finds in each item of a list, where it finds something; nothing if there is no list. */
export function each<Item>(
	list: readonly Item[] | null | undefined,
	pick: (item: NonNullable<Item>) => unknown,
): unknown[] {
	const items = Array.isArray(list)
		? list.filter((item) => item !== null && item !== undefined)
		: [];
	return items.map(pick).filter((value) => value !== null && value !== undefined && value !== "");
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

/** Makes a kind of cell; where there is no text, or none that will do, it is `[]`, which clears the property in Notion. */
export const cell =
	(build: typeof Builder.richText, willDo: (text: string) => boolean = () => true) =>
	(value: unknown) => {
		const text = plain(value);
		return text !== undefined && willDo(text) ? build(text) : [];
	};

export const emailOf = cell(Builder.email, (text) => /^[^\s@]+@[^\s@]+$/.test(text));

/** An absolute URL; parameters without a value are left out. */
export function endpoint(
	base: string,
	path: string,
	query: Record<string, string | number | undefined>,
): string {
	const url = new URL(base.replace(/\/$/, "") + path);
	for (const [name, value] of Object.entries(query))
		if (value !== undefined) url.searchParams.set(name, String(value));
	return url.href;
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

/** Seconds to wait, 1 to 3600: Retry-After as a number or a date, else the time in `resetHeader`, else 60. */
export function retryAfterSeconds(headers: Headers, resetHeader = ""): number {
	const now = Date.parse(headers.get("date") ?? "") || Date.now();
	const asked = headers.get("retry-after")?.trim() ?? "";
	const told = Number((resetHeader && headers.get(resetHeader)) || Number.NaN);
	// Seconds or milliseconds since 1970, or seconds from now: their sizes tell them apart.
	const reset = told < 1e9 ? told : (told < 1e11 ? told : told / 1000) - now / 1000;
	const until = (Date.parse(asked) - now) / 1000;
	const seconds =
		[asked === "" ? Number.NaN : Number(asked), until, reset].find(Number.isFinite) ?? 60;
	return Math.min(Math.max(Math.ceil(seconds), 1), 3600);
}

export type FetchOptions = {
	headers?: Record<string, string>;
	/** Sent as JSON, by POST. */
	body?: unknown;
	/** Refusals that are read like any other answer, because they hold what was asked for. */
	accept?: readonly number[];
	/** True for an answer by which this API says "too fast" without status 429. */
	isRateLimit?: (response: Response) => boolean | Promise<boolean>;
	/** A header that tells when the limit ends. */
	resetHeader?: string;
};

/** Reads one URL as JSON. Throws RateLimitError when told to wait, HttpError for other refusals. */
export async function fetchJson(
	url: string,
	options: FetchOptions = {},
): Promise<{ body: unknown; headers: Headers }> {
	const isPost = options.body !== undefined;
	const request = `${isPost ? "POST" : "GET"} ${new URL(url).pathname}`;
	const failed = (error: { name?: string; cause?: { code?: string } }): never => {
		throw new Error(
			`${request}: no answer (${error.cause?.code ?? error.name ?? "network error"})`,
		);
	};
	const init: RequestInit = { headers: options.headers ?? {}, signal: AbortSignal.timeout(60_000) };
	if (isPost) {
		init.method = "POST";
		init.headers = { "Content-Type": "application/json", ...options.headers };
		init.body = JSON.stringify(options.body);
	}
	const response = await fetch(url, init).catch(failed);
	const { status, headers } = response;
	const isTold =
		status === 429 || ((status === 403 || status === 503) && headers.has("retry-after"));
	if (isTold || (await options.isRateLimit?.(response))) {
		throw new RateLimitError({ retryAfter: retryAfterSeconds(headers, options.resetHeader) });
	}
	if (!response.ok && !options.accept?.includes(status)) throw new HttpError(request, status);
	const text = await response.text().catch(failed);
	try {
		return { body: JSON.parse(text), headers };
	} catch {
		const kind = headers.get("content-type") ?? "no content type";
		throw new Error(`${request}: expected JSON, got ${text.length} characters of ${kind}`);
	}
}

/** Where a full walk stands. Between cycles only `v` and `lastRows` are left. */
export type Walk<Position, TailPosition = never, Bounds = { since: string }> = Idle & {
	restarts?: number;
	refused?: { because: string; at: number };
	startedAt?: string;
	seen?: number;
	/** The token after which all that changes while the walk is under way is told. */
	anchor?: string | undefined;
	at?: Position;
	/** A place passed on the way, by which a circle of pages is noticed. */
	mark?: Mark<Position | TailPosition>;
	/** The page before, where a list can move. */
	before?: { at?: Position; lastId: string; ends?: string[] };
	/** How often in a row the walk went back to the page before. */
	stepsBack?: number;
	/** What changed since the walk began, read at its end. */
	tail?: Bounds & {
		at?: TailPosition;
		again?: boolean;
		before?: { at?: TailPosition; lastId: string };
	};
};

/** `lastRows`: how many records the last complete cycle saw; the measure for the brake. */
type Idle = { v: 1; lastRows?: number };

const idle = ({ lastRows }: { lastRows?: number }): Idle =>
	lastRows === undefined ? { v: 1 } : { v: 1, lastRows };

/** The walk to go on with. Throws what the call before refused; a minute later the walk begins anew. */
export function resumeWalk<P, T, B>(state: Walk<P, T, B> | null | undefined): Walk<P, T, B> {
	if (state?.v !== 1) return { v: 1 };
	if (state.refused && Date.now() - state.refused.at < 60_000)
		throw new Error(state.refused.because);
	return state.refused ? idle(state) : state;
}

// More than any database takes; a list that goes on has no end.
const mostPages = 100_000;

/** Hands in a page and goes on; a place that was passed before restarts the walk. */
export function nextPage<Change, P, T, B>(
	walk: Walk<P, T, B>,
	changes: Change[],
	next: Pick<Walk<P, T, B>, "startedAt" | "seen" | "anchor" | "at" | "before" | "tail">,
) {
	const [at, to] = next.tail ? [walk.tail?.at, next.tail.at] : [walk.at, next.at];
	// The tail has places of its own, which may look like those of the list.
	const known = next.tail && !walk.tail ? undefined : walk.mark;
	const mark = to === undefined ? undefined : marked<P | T>(known, at, to);
	if (to !== undefined && !mark) return restartWalk(walk, "The API gave the same page twice");
	if (mark && mark.pages > mostPages)
		return refuseWalk(walk, `The list did not end after ${mostPages} pages.`);
	const { restarts = 0, seen = 0 } = walk;
	const nextState = { ...idle(walk), restarts, seen, ...(mark && { mark }), ...next };
	return { changes, hasMore: true, nextState };
}

const mostStepsBack = 10;

/**
 * Goes back to the page before, to which records slipped, and hands it in as it is now. Where none of the records it
 * ended with is left, nobody can say how far they slipped, and the walk begins again.
 */
export function stepBack<Change, P, T, B>(
	walk: Walk<P, T, B>,
	ids: readonly string[],
	changes: Change[],
	because: string,
) {
	const { before, stepsBack = 0, seen = 0 } = walk;
	const border = Math.max(-1, ...(before?.ends ?? []).map((id) => ids.lastIndexOf(id)));
	const slippedIds = ids.slice(border + 1);
	if (!before || border === -1 || slippedIds.length === 0 || stepsBack >= mostStepsBack)
		return restartWalk(walk, because);
	const end = { lastId: ids.at(-1) ?? "", ends: ids.slice(-3) };
	const next = {
		seen: seen + slippedIds.length,
		stepsBack: stepsBack + 1,
		before: { ...before, ...end },
	};
	return { changes, hasMore: true, nextState: { ...walk, ...next } };
}

/** Leaves a clean state and an error for the next call: a throw here would pin the page it happened on. */
export function refuseWalk(walk: { lastRows?: number }, because: string) {
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
		return refuseWalk(
			walk,
			`${because}, ${restarts} times in a row. Nothing was deleted; the next run begins anew.`,
		);
	console.error(`${because}. The walk begins again.`);
	return { changes: [], hasMore: true, nextState: { ...idle(walk), restarts } };
}

/** Reads what changed meanwhile from its beginning, without another walk; the fourth time in a row it fails with the reason. */
export function restartTail<P, T, B>(walk: Walk<P, T, B>, bounds: B, because: string) {
	const restarts = (walk.restarts ?? 0) + 1;
	if (restarts > 3) return restartWalk({ ...walk, restarts }, because);
	console.error(`${because}. The changes during the walk are read again.`);
	const { mark: _mark, ...rest } = walk;
	return { changes: [], hasMore: true, nextState: { ...rest, restarts, tail: { ...bounds } } };
}

/** Ends the cycle, upon which Notion removes every row it did not see; so it refuses when the list looks partial. */
export function finishWalk<Change>(
	walk: { lastRows?: number },
	rows: number,
	changes: Change[],
	// `of`: the partition that was walked. One may be empty, but for one that had records the last time.
	options: { key: string; allowEmpty?: boolean; of?: string },
) {
	const { lastRows = 0 } = walk;
	const where = options.of === undefined ? "" : ` in ${options.of}`;
	const causes =
		"Nothing was deleted. Usual causes: a permission that was taken away, another account, a filter.";
	if (rows === 0 && !options.allowEmpty && options.of === undefined) {
		return refuseWalk(
			walk,
			`${options.key}: the API lists no records. ${causes} If there may be none: allowEmpty: true`,
		);
	}
	const isEmptied = rows === 0 && lastRows > 0 && !options.allowEmpty;
	if (isEmptied || (rows < lastRows * 0.7 && lastRows - rows > 20)) {
		const release = `If the loss is real: ntn workers sync state reset ${options.key}`;
		return refuseWalk(
			walk,
			`${options.key}: the API lists ${rows || "no"} records${where}, ${lastRows} the last time. ${causes} ${release}`,
		);
	}
	return { changes, hasMore: false, nextState: { v: 1 as const, lastRows: rows } };
}

export const textOf = cell(Builder.richText);

/** The same reading, with the partition before each key: its ids say nothing outside of it. */
export function keyedInside<Change extends { key: string }, State>(
	primaryKey: string,
	read: ReadPartition<Change, State>,
): ReadPartition<Change, State> {
	return async (partition, state) => {
		const page = await read(partition, state);
		const changes = page.changes.map((change) => {
			const key = `${partition}:${change.key}`;
			const { properties } = change as { properties?: object };
			const shown = properties && { properties: { ...properties, [primaryKey]: textOf(key) } };
			return { ...change, key, ...shown };
		});
		return { ...page, changes };
	};
}

/** One record per id, the newest; a record without an id is skipped and counted. */
export function latestById<Row>(
	records: readonly Row[],
	idOf: (record: Row) => unknown,
	updatedAt: (record: Row) => unknown = () => undefined,
): Row[] {
	const timeOf = (record: Row) => Date.parse(plain(updatedAt(record)) ?? "");
	const latest = new Map<string, Row>();
	let skipped = 0;
	for (const record of records) {
		const id = plain(idOf(record));
		const known = id === undefined ? undefined : latest.get(id);
		if (id === undefined) skipped += 1;
		else if (!known || !(timeOf(record) < timeOf(known))) latest.set(id, record);
	}
	if (skipped > 0)
		console.error(`Skipped ${skipped} of ${records.length} records: they have no id`);
	return [...latest.values()];
}

/** The place to go on at; a refusal if it was passed before, because the API would serve the same pages for ever. */
export function movedOn<Position>(
	at: Position | undefined,
	next: Position,
	before: Mark<Position> | undefined,
): { at: Position; mark: Mark<Position> } | { refused: { because: string; at: number } } {
	const mark = marked(before, at, next);
	if (mark) return { at: next, mark };
	return {
		refused: refusal(
			"The API gave the same page twice. Nothing is lost; the next run begins anew.",
		),
	};
}

/** An option's name. Notion splits a value at commas and takes at most 100 characters. */
export const optionName = (value: unknown): string | undefined =>
	plain(plain(value)?.replaceAll(/\s*,\s*/g, "; "), 100);

export function multiSelectOf(values: readonly unknown[]) {
	const names = values.map(optionName).filter((name) => name !== undefined);
	return Builder.multiSelect(...new Set(names));
}

/** The value at a path of an answer, or undefined. */
export function valueAt(body: unknown, path: readonly (string | number)[]): unknown {
	return path.reduce<unknown>(
		(value, name) => (value as Record<string, unknown> | null | undefined)?.[name],
		body,
	);
}

/**
 * The records of an answer. Throws if there is no list, so that a changed API is never taken for an empty one; where an
 * API leaves an empty list out (`sparse`), what stands around it must be there.
 */
export function recordsAt<Row>(
	body: unknown,
	path: readonly (string | number)[],
	sparse = false,
): Row[] {
	const list = valueAt(body, path);
	const around = valueAt(body, path.slice(0, -1));
	if (sparse && list === undefined && typeof around === "object" && around !== null) return [];
	if (!Array.isArray(list))
		throw new Error(`Expected a list at "${path.join(".")}" of the answer, got ${typeof list}`);
	return list.filter((item) => item !== null && typeof item === "object");
}

/** A token or flag of an answer as text; null, false and "" count as absent. */
export function textAt(body: unknown, path: readonly (string | number)[]): string | undefined {
	const value = valueAt(body, path);
	return value === undefined || value === null || value === false || value === ""
		? undefined
		: String(value);
}

/** Whether a refusal of this status has one of the texts at a place in its JSON. */
export async function refusalSays(
	response: Response,
	status: number,
	at: readonly (string | number)[],
	texts: readonly string[],
): Promise<boolean> {
	if (response.status !== status) return false;
	// The answer itself may still be read.
	const body: unknown = await response
		.clone()
		.json()
		.catch(() => undefined);
	return texts.includes(textAt(body, at) ?? "");
}

/** A setting from .env or the worker's secrets. */
export function requireEnv(name: string): string {
	const value = process.env[name];
	if (!value)
		throw new Error(`${name} is not set. Locally: put it in .env. Deployed: ntn workers env push`);
	return value;
}

/** A value as a part of a path, in which its slashes stay. */
export const segments = (value: string): string =>
	value.split("/").map(encodeURIComponent).join("/");

export function selectOf(value: unknown, labels: Readonly<Record<string, string>> = {}) {
	const raw = plain(value);
	const name = optionName(raw !== undefined && Object.hasOwn(labels, raw) ? labels[raw] : raw);
	return name === undefined ? [] : Builder.select(name);
}

/** When the server answered, by its own clock (ISO); the worker's clock only if it does not say. */
export function serverTime(headers: Headers): string {
	return new Date(Date.parse(headers.get("date") ?? "") || Date.now()).toISOString();
}

export const titleOf = (value: unknown, empty: string) => Builder.title(plain(value) ?? empty);

/** The next page's token; undefined, which ends the list, if there is none or an empty page names itself. */
export function tokenAfter(
	at: string | undefined,
	records: readonly unknown[],
	token: string | undefined,
): string | undefined {
	return records.length === 0 && token === at ? undefined : token;
}

/**
 * Tells Notion which of two writes is the newer one, so that a slow full walk never undoes a fresh change. A time more
 * than a day ahead is a mistake of the source, and would win against every correction.
 */
export function updatedStamp(value: unknown): { upstreamUpdatedAt?: string } {
	const iso = isoOf(value);
	const isBelievable = iso !== undefined && Date.parse(iso) < Date.now() + 86_400_000;
	return isBelievable ? { upstreamUpdatedAt: iso } : {};
}

/** A web or mail address; javascript: and bare words count as empty. */
export const urlOf = cell(
	Builder.url,
	(text) => /^(https?:\/\/|mailto:)/i.test(text) && URL.canParse(text),
);

type Walking = {
	v: 1;
	lastRows?: number;
	seen?: number;
	restarts?: number;
	tail?: object;
	/** When the tail was read to its end, by this machine's clock. */
	endedAt?: number;
	refused?: { because: string; at: number };
};

type Options = { key: string; list: string; overlap?: number; allowEmpty?: boolean };

const mostRounds = 5;

/**
 * Walks one partition after the other within one cycle, so that the sweep at its end sees the rows of all of them. What
 * changed meanwhile is read when every list has been: the sweep comes after the last. One that cannot be read any
 * more, or is suddenly empty, refuses the cycle, and nothing is swept.
 */
export async function walkEach<Change, State extends Walking>(
	given: Partitioned<State> | null | undefined,
	partitions: readonly string[],
	options: Options,
	read: ReadPartition<Change, State>,
) {
	const { of, done, rounds } = resumeEach(given, partitions);
	const cycle = { of, done: new Set(done), rounds, partitions };
	const changes: Change[] = [];
	const startedAt = Date.now();
	for (let pages = 0; ; pages += 1) {
		// What was read before a failure counts; the next call fails with it at once.
		const step = stepOn(cycle, options, read);
		const stepped = await (pages === 0 ? step : step.catch(() => undefined));
		changes.push(...(stepped?.changes ?? []));
		if (stepped?.anew) return { changes, hasMore: true, nextState: stepped.anew };
		if (stepped && cycle.done.size === partitions.length) {
			const late = partitions.filter((each) => isLate(of.get(each), options.overlap));
			if (late.length === 0) return finishEach(of, changes, options);
			if (cycle.rounds === mostRounds) return refuseSlow(of, changes, options);
			cycle.rounds += 1;
			for (const each of late) cycle.done.delete(each);
		}
		// Read again in calls of their own, tails would grow old once more while the others are read.
		const goesOn =
			stepped &&
			cycle.rounds > 0 &&
			changes.length < mostRereadRows &&
			Date.now() - startedAt < mostTime;
		if (!goesOn) return { changes, hasMore: true, nextState: stateOf(cycle) };
	}
}

// What a call hands in at most, and how long it reads (ms), where it reads more than one page.
const mostRereadRows = 100;
const mostTime = 60_000;

type Cycle<State> = {
	of: Map<string, State>;
	done: Set<string>;
	rounds: number;
	partitions: readonly string[];
};

const stateOf = <State,>({ of, done, rounds }: Cycle<State>): Partitioned<State> => ({
	v: 1,
	of: [...of],
	done: [...done],
	...(rounds > 0 && { rounds }),
});

/**
 * Whether so much time has passed since a tail was read that the delta may no longer go back behind what the sweep would
 * take; half of its overlap is left for the sweep itself.
 */
function isLate(state: Walking | undefined, overlap: number | undefined): boolean {
	if (state?.endedAt === undefined || overlap === undefined) return false;
	return Math.abs(Date.now() - state.endedAt) > overlap / 2;
}

/** Reads one page of the partition whose turn it is; `anew` is the state of a cycle that begins again. */
async function stepOn<Change, State extends Walking>(
	cycle: Cycle<State>,
	options: Options,
	read: ReadPartition<Change, State>,
): Promise<{ changes: Change[]; anew?: Partitioned<State> }> {
	const { of, done, partitions, rounds } = cycle;
	const left = partitions.filter((each) => !done.has(each));
	// The one that refused comes first, so that it does not cost a walk through the others to find out.
	const partition =
		left.find((each) => of.get(each)?.refused) ??
		left.find((each) => !of.get(each)?.tail) ??
		left[0];
	if (partition === undefined) return { changes: [] };
	const before = of.get(partition);
	const isGone = (status: number): boolean => [403, 404, 410].includes(status);
	const page = await read(partition, before).catch(unreadable(partition, options.list, isGone));
	if ("because" in page) {
		const because = `${options.key}: ${page.because} Nothing was deleted.`;
		return { changes: [], anew: walkAnew(of, partition, { refused: { because, at: Date.now() } }) };
	}
	const { changes, hasMore, nextState } = page;
	// After a restart the others' tails would be too old at the sweep.
	const hasRestarted = hasMore && before?.tail !== undefined && nextState?.tail === undefined;
	if (nextState?.refused || (hasRestarted && (done.size > 0 || rounds > 0)))
		return { changes, anew: walkAnew(of, partition, nextState ?? {}) };
	if (hasMore && nextState) of.set(partition, nextState);
	if (!hasMore) {
		// How many there were the last time counts until the cycle has ended.
		const ended = {
			...onlyRows(before),
			seen: nextState?.lastRows ?? 0,
			...(before && tailAnew(before)),
		};
		of.set(partition, ended as State);
		done.add(partition);
	}
	return { changes };
}

/** From where a tail that has ended can be read once more. */
function tailAnew({ tail }: Walking): Partial<Walking> {
	if (tail === undefined) return {};
	const { at: _at, again: _again, before: _before, ...bounds } = tail as Record<string, unknown>;
	return { tail: bounds, endedAt: Date.now() };
}

type Begun = Pick<Walking, "restarts" | "refused">;

/** Begins the cycle anew in every partition, with what one of them remembers of why. */
function walkAnew<State extends Walking>(
	of: ReadonlyMap<string, State>,
	partition: string,
	{ restarts, refused }: Begun,
): Partitioned<State> {
	const idle = [...of].map(([each, state]) => [each, onlyRows(state)] as [string, State]);
	const own = {
		...onlyRows(of.get(partition)),
		...(restarts !== undefined && { restarts }),
		...(refused && { refused }),
	} as State;
	return { v: 1, of: [...new Map(idle).set(partition, own)] };
}

/** Gives the cycle up that reads tails again and again, because the first is old when the last is read. */
function refuseSlow<Change, State extends Walking>(
	of: ReadonlyMap<string, State>,
	changes: Change[],
	{ key, list, overlap = 0 }: Options,
) {
	const idle = [...of].map(([each, state]) => [each, onlyRows(state)] as [string, State]);
	const because =
		`${key}: reading what changed in all of ${list} takes longer than ${Math.round(overlap / 2000)} s, half of the overlap. ` +
		"Nothing was deleted. Raise the overlap, or read fewer of them in one sync.";
	const nextState: Partitioned<State> = { v: 1, of: idle, refused: { because, at: Date.now() } };
	return { changes, hasMore: true, nextState };
}

/** Ends the cycle, unless all partitions together look partial. */
function finishEach<Change, State extends Walking>(
	of: ReadonlyMap<string, State>,
	changes: Change[],
	options: { key: string; allowEmpty?: boolean },
) {
	const sum = (counts: (number | undefined)[]): number =>
		counts.reduce<number>((all, count = 0) => all + count, 0);
	const states = [...of.values()];
	const lastRows = sum(states.map((state) => state.lastRows));
	const end = finishWalk({ lastRows }, sum(states.map(({ seen }) => seen)), changes, options);
	const counted = (state: Walking): Walking =>
		end.hasMore ? onlyRows(state) : { v: 1, lastRows: state.seen ?? 0 };
	const idle = [...of].map(([each, state]) => [each, counted(state)] as [string, State]);
	const refused = "refused" in end.nextState ? { refused: end.nextState.refused } : {};
	const nextState: Partitioned<State> = { v: 1, of: idle, ...refused };
	return { changes: end.changes, hasMore: end.hasMore, nextState };
}

const onlyRows = (state: Walking | undefined): Walking =>
	state?.lastRows === undefined ? { v: 1 } : { v: 1, lastRows: state.lastRows };
