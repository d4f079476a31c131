// Helpers shared by this worker's syncs. Written by create-sync; yours to read and edit.

import * as Builder from "@notionhq/workers/builder";
import { RateLimitError } from "@notionhq/workers";

/** An instant some milliseconds before another. */
export const earlier = (time: string, ms: number): string =>
	new Date(Date.parse(time) - ms).toISOString();

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

/** What a delta knows between cycles: `high` is the newest change it has ever seen. */
type Known = { v: 1; high?: string };
/** Inside a cycle also where it started (`since`) and the page it is at. */
export type Delta<Position> = Known & {
	since?: string;
	at?: Position;
	mark?: Mark<Position>;
	refused?: { because: string; at: number };
};

/**
 * Goes on with a cycle, or starts one `overlapMs` behind the newest change seen; the first, `lookbackMs` behind now.
 * Throws what the call before refused; a minute later a new cycle starts.
 */
export function resumeDelta<Position>(
	state: Delta<Position> | null | undefined,
	overlapMs: number,
	lookbackMs: number,
) {
	const { high, refused, ...cycle }: Partial<Delta<Position>> = state?.v === 1 ? state : {};
	if (refused && Date.now() - refused.at < 60_000) throw new Error(refused.because);
	const start =
		high === undefined ? earlier(new Date().toISOString(), lookbackMs) : earlier(high, overlapMs);
	const { since, at, mark } = refused ? {} : cycle;
	const inside = since === undefined ? { at: undefined, mark: undefined } : { at, mark };
	return { since: since ?? start, ...inside, known: known(high) };
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

/** An instant. The zone is written out because Builder.dateTime() drops an offset without a word. */
export function dateTimeOf(value: unknown) {
	const iso = isoOf(value);
	return iso === undefined ? [] : Builder.dateTime(iso, "UTC");
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

/** What ids are called, by id. */
export type Directory = ReadonlyMap<string, string>;

type DirectoryPage<Entry, Place> = {
	records: Entry[];
	next?: Place | undefined;
	refused?: string | undefined;
};

type DirectoryReader<Entry, Place> = {
	read: (at?: Place) => Promise<DirectoryPage<Entry, Place>>;
	idOf: (entry: Entry) => unknown;
	nameOf: (entry: Entry) => unknown;
	most: { entries: number; pages: number };
};

/**
 * Reads a directory to its end, if there is an id to be found in it. A longer one than expected is an error: cut short, it
 * would put ids where names were.
 */
export async function readDirectory<Entry, Place>(
	title: string,
	ids: readonly unknown[],
	{ read, idOf, nameOf, most }: DirectoryReader<Entry, Place>,
): Promise<Directory> {
	const names = new Map<string, string>();
	if (ids.every((id) => plain(id) === undefined)) return names;
	let entries = 0;
	let at: Place | undefined;
	for (let pages = 1; pages <= most.pages; pages += 1) {
		const page = await read(at);
		for (const entry of page.records) {
			const [id, name] = [plain(idOf(entry)), plain(nameOf(entry))];
			if (id !== undefined && name !== undefined) names.set(id, name);
		}
		entries += page.records.length;
		if (page.refused !== undefined) throw new Error(`The directory of ${title}: ${page.refused}`);
		if (entries > most.entries)
			throw new Error(`The directory of ${title} has more than ${most.entries} entries`);
		if (page.next === undefined) return names;
		at = page.next;
	}
	throw new Error(`The directory of ${title} did not end after ${most.pages} pages`);
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

/** An answer that is not 2xx. It holds no body and no headers: errors end in the run log, secrets must not. */
export class HttpError extends Error {
	readonly status: number;
	constructor(request: string, status: number, message = `${request}: HTTP ${status}`) {
		super(message);
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

/** Several values as one text with blanks between them; undefined if all are blank. */
export const joined = (...values: unknown[]): string | undefined =>
	plain(values.flatMap((value) => plain(value) ?? []).join(" "));

/** A place in a list sorted by time and id. */
export type Keyset = { time: string; id: string };

/**
 * The place after the last record that has a time and an id; undefined, which ends the list, when there is no record, or
 * none with a place on a page that is not full: of `size` records, where the plan says how many that is.
 */
export function keysetAfter<Row>(
	records: readonly Row[],
	timeOf: (record: Row) => unknown,
	idOf: (record: Row) => unknown,
	size = 1,
): Keyset | undefined {
	if (records.length === 0) return undefined;
	for (const record of [...records].reverse()) {
		const [time, id] = [timeOf(record), plain(idOf(record))];
		if (typeof time === "string" && isoOf(time) !== undefined && id !== undefined)
			return { time, id };
	}
	if (records.length < size) return undefined;
	throw new Error("No record of a page has a time and an id, so there is no place to go on from");
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

/** An error for the next call. Thrown at once, it would pin the page it happened on; so the cycle begins anew. */
export const refusal = (because: string): { because: string; at: number } => ({
	because,
	at: Date.now(),
});

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

/** What an id is called; the id itself where nobody knows, as after a user was deleted. */
export function nameIn(names: Directory, id: unknown): string | undefined {
	const text = plain(id);
	return text === undefined ? undefined : (names.get(text) ?? text);
}

/** A place in a list whose pages have numbers: the number to send, and how many empty pages came just before. */
export type Numbered = { number: number; empty: number };

export type Paging = {
	/** Of an offset: how far an empty page reaches. Without it, the number is that of a page. */
	size?: number;
	/** What the API says of a next page. */
	more?: boolean | undefined;
	/** How many pages there are, and the number of the first. */
	pages?: string | undefined;
	first?: number;
	/** The highest number the API serves. */
	last?: number;
};

const mostEmpty = 10;

/**
 * The place after a page. Without one the list ends, or has to be given up where `refused` says why. An empty page is
 * no end as long as the API says that there is more: all records of one may be hidden.
 */
export function numberedAfter(
	at: Numbered,
	records: readonly unknown[],
	{
		size,
		pages,
		first = 1,
		more = hasMore(at, pages, first),
		last = Number.MAX_SAFE_INTEGER,
	}: Paging,
): { next?: Numbered; refused?: string } {
	const isEmpty = records.length === 0;
	if (more === false || (isEmpty && more === undefined)) return {};
	// What came counts, not what was asked for; of a page that is longer than that, the surplus may have no place.
	const step = size === undefined ? 1 : Math.min(records.length, size) || size;
	const next = { number: at.number + step, empty: isEmpty ? at.empty + 1 : 0 };
	if (next.empty > mostEmpty)
		return {
			refused: `The API says that there is more, but gave ${next.empty} empty pages in a row`,
		};
	if (next.number > last)
		return { refused: `The API serves nothing beyond page or offset ${last}` };
	return { next };
}

function hasMore(at: Numbered, pages: string | undefined, first: number): boolean | undefined {
	return pages === undefined ? undefined : at.number < Number(pages) + first - 1;
}

/** Puts a value into a record, in the place of what was there. */
export function putAt(record: object, path: readonly string[], value: unknown): void {
	const [name, ...rest] = path;
	const inner = record as Record<string, unknown>;
	if (name === undefined) return;
	if (rest.length === 0) inner[name] = value;
	else putAt(inner[name] as object, rest, value);
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

/** A value as one segment of a path; one that would lead to another place is refused. */
export function segment(value: string): string {
	if (/^\.{0,2}$/.test(value)) throw new Error(`An id that cannot stand in a path: "${value}"`);
	return encodeURIComponent(value);
}

export function selectOf(value: unknown, labels: Readonly<Record<string, string>> = {}) {
	const raw = plain(value);
	const name = optionName(raw !== undefined && Object.hasOwn(labels, raw) ? labels[raw] : raw);
	return name === undefined ? [] : Builder.select(name);
}

/** When the server answered, by its own clock (ISO); the worker's clock only if it does not say. */
export function serverTime(headers: Headers): string {
	return new Date(Date.parse(headers.get("date") ?? "") || Date.now()).toISOString();
}

/** A token or flag of an answer as text; null, false and "" count as absent. */
export function textAt(body: unknown, path: readonly (string | number)[]): string | undefined {
	const value = valueAt(body, path);
	return value === undefined || value === null || value === false || value === ""
		? undefined
		: String(value);
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

/** Reads a list with pages of its own to its end; a longer one than expected is an error, because cut short it would look whole. */
export async function wholeList<Item>(
	title: string,
	read: (at?: string) => Promise<{ records: Item[]; next: string | undefined }>,
	most: { entries: number; pages: number },
): Promise<Item[]> {
	const items: Item[] = [];
	let at: string | undefined;
	for (let pages = 1; pages <= most.pages; pages += 1) {
		const page = await read(at);
		items.push(...page.records);
		if (items.length > most.entries)
			throw new Error(`The list of ${title} has more than ${most.entries} entries`);
		if (page.next === undefined) return items;
		at = page.next;
	}
	throw new Error(`The list of ${title} did not end after ${most.pages} pages`);
}
