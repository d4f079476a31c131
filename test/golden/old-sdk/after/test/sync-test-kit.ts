// A small stand-in for the API and for Notion, for the tests beside this file. Written by create-sync; yours to edit.

import { readFile } from "node:fs/promises";

type Path = readonly (string | number)[];
export type FakeRecord = Record<string, unknown>;

/** What the API looks like, as far as the syncs use it. */
export type ApiShape = {
	id: Path;
	updated?: Path;
	list: {
		path: string;
		records: Path;
		total?: Path;
		page: PageShape;
		last?: readonly (readonly [Path, unknown])[];
	};
	/** Without `since`, the changes are not imitated: there never are any. */
	changes?: {
		path: string;
		records: Path;
		since?: string;
		page: PageShape;
		/** Parameters by which they are told from the list, where that has the same path: how a value begins, null if any. */
		marks?: readonly (readonly [name: string, value: string | null])[];
	};
	tombstone?: { field: Path; value: unknown };
	/** Requests that are always answered alike, such as for the token to begin with. */
	fixed?: readonly {
		path: string;
		/** Only without this parameter, or only with this value of one. */
		without?: string;
		has?: readonly [name: string, value: string];
		status: number;
		body: unknown;
	}[];
};

type PageShape =
	| { kind: "cursor"; send: string; read: Path }
	| { kind: "next-url"; read: Path; last?: Path }
	| { kind: "link-header"; only?: { attribute: string; equals: string } }
	| { kind: "last-id"; send: string; more?: Path }
	| { kind: "page" | "offset"; send: string; start: number; more?: Path; pages?: Path }
	| { kind: "keyset"; sendTime: string; sendId: string; more?: Path }
	/** Everything in one answer, with what else it holds; if nothing there says that this is all, the next one is empty. */
	| { kind: "whole"; set: readonly (readonly [Path, unknown])[]; untilEmpty: boolean };

/** Small pages, so that a handful of records is enough to test paging. */
const pageSize = 2;

export class FakeApi {
	readonly records = new Map<string, FakeRecord>();
	readonly shape: ApiShape;
	requests = 0;
	#first: string | undefined;

	constructor(shape: ApiShape) {
		this.shape = shape;
	}

	/** Adds a record, or replaces the one with its id. */
	put(record: FakeRecord): void {
		this.records.set(String(at(record, this.shape.id)), record);
	}

	/** Deletes a record; an API that reports deletions goes on showing a tombstone among the changes. */
	remove(id: string): void {
		const { tombstone, updated } = this.shape;
		const gone: FakeRecord = {};
		setAt(gone, this.shape.id, at(this.records.get(id), this.shape.id));
		if (updated) setAt(gone, updated, new Date().toISOString());
		this.records.delete(id);
		if (tombstone) this.put(setAt(gone, tombstone.field, tombstone.value));
	}

	/** Answers fetch() until the returned function is called. */
	serve(): () => void {
		const real = globalThis.fetch;
		globalThis.fetch = async (input, init) =>
			this.#answer(
				new URL(input instanceof Request ? input.url : String(input)),
				String(init?.body ?? ""),
			);
		return () => void (globalThis.fetch = real);
	}

	#answer(url: URL, sent: string): Response {
		this.requests += 1;
		const { list, changes, fixed = [] } = this.shape;
		const answer = fixed.find(
			({ path, without, has }) =>
				isAt(url, path) &&
				(without === undefined || !url.searchParams.has(without)) &&
				(has === undefined || url.searchParams.get(has[0]) === has[1]),
		);
		if (answer) return Response.json(answer.body, { status: answer.status });
		const asked = changes?.since === undefined ? null : url.searchParams.get(changes.since);
		if (changes && isAt(url, changes.path) && asked !== null) {
			const since = Date.parse(asked);
			const changed = [...this.records.values()].filter((record) => this.#time(record) >= since);
			changed.sort(
				(a, b) =>
					this.#time(a) - this.#time(b) ||
					String(at(a, this.shape.id)).localeCompare(String(at(b, this.shape.id))),
			);
			return this.#page(url, changed, changes);
		}
		const isMarked = changes?.marks?.every(([name, value]) =>
			value === null ? url.searchParams.has(name) : url.searchParams.get(name)?.startsWith(value),
		);
		if (changes && isMarked && isAt(url, changes.path)) return this.#page(url, [], changes);
		if (isAt(url, list.path)) {
			const alive = [...this.records.values()].filter((record) => !this.#isTombstone(record));
			const isLater = url.href + sent !== (this.#first ??= url.href + sent);
			return this.#page(
				url,
				list.page.kind === "whole" && list.page.untilEmpty && isLater ? [] : alive,
				list,
			);
		}
		if (changes && isAt(url, changes.path)) return this.#page(url, [], changes);
		return Response.json({ error: "not found" }, { status: 404 });
	}

	#page(
		url: URL,
		records: FakeRecord[],
		stream: { records: Path; total?: Path; page: PageShape; last?: ApiShape["list"]["last"] },
	): Response {
		const { page } = stream;
		const size = page.kind === "whole" ? Infinity : pageSize;
		const start = this.#startOf(url, records, page);
		const rows = records.slice(start, start + size);
		const next = start + size < records.length ? String(start + size) : null;
		const body = stream.records.length === 0 ? rows : setAt({}, stream.records, rows);
		const headers: Record<string, string> = { date: new Date().toUTCString() };
		if (page.kind === "cursor") setAt(body as FakeRecord, page.read, next);
		if ("more" in page && page.more) setAt(body as FakeRecord, page.more, next !== null);
		if ("pages" in page && page.pages)
			setAt(body as FakeRecord, page.pages, Math.ceil(records.length / pageSize));
		if (page.kind === "whole")
			for (const [path, value] of page.set) setAt(body as FakeRecord, path, value);
		if (next === null)
			for (const [path, value] of stream.last ?? []) setAt(body as FakeRecord, path, value);
		if (stream.total) setAt(body as FakeRecord, stream.total, records.length);
		if (next !== null) url.searchParams.set("fake_page", next);
		if (page.kind === "next-url") {
			setAt(body as FakeRecord, page.read, next === null && !page.last ? null : url.href);
			if (page.last) setAt(body as FakeRecord, page.last, next === null);
		}
		if (page.kind === "link-header" && next !== null) {
			const only = page.only ? `; ${page.only.attribute}="${page.only.equals}"` : "";
			headers["link"] = `<${url.href}>; rel="next"${only}`;
		}
		return Response.json(body, { headers });
	}

	#startOf(url: URL, records: FakeRecord[], page: PageShape): number {
		if (page.kind === "keyset") return this.#afterKeyset(url, records, page);
		if (page.kind === "page" || page.kind === "offset") {
			const from = Number(url.searchParams.get(page.send)) - page.start;
			return page.kind === "page" ? from * pageSize : from;
		}
		if (page.kind !== "last-id")
			return Number(url.searchParams.get(page.kind === "cursor" ? page.send : "fake_page") ?? 0);
		const after = url.searchParams.get(page.send);
		return after === null
			? 0
			: records.findIndex((record) => String(at(record, this.shape.id)) === after) + 1;
	}

	#afterKeyset(
		url: URL,
		records: FakeRecord[],
		page: { sendTime: string; sendId: string },
	): number {
		const id = url.searchParams.get(page.sendId);
		if (id === null) return 0;
		const time = Date.parse(url.searchParams.get(page.sendTime) ?? "");
		const index = records.findIndex(
			(record) =>
				this.#time(record) > time ||
				(this.#time(record) === time && String(at(record, this.shape.id)) > id),
		);
		return index === -1 ? records.length : index;
	}

	#time(record: FakeRecord): number {
		return Date.parse(String(at(record, this.shape.updated ?? [])));
	}

	#isTombstone(record: FakeRecord): boolean {
		const { tombstone } = this.shape;
		return tombstone !== undefined && at(record, tombstone.field) === tombstone.value;
	}
}

type Change = {
	type: "upsert" | "delete";
	key: string;
	properties?: Record<string, unknown>;
	upstreamUpdatedAt?: string;
};
export type SyncPage = { changes: Change[]; hasMore: boolean; nextUserContext?: unknown };
type WorkerLike = {
	run(key: string, context: unknown, options: { concreteOutput: true }): Promise<unknown>;
	manifest: {
		pacers: readonly { key: string }[];
		capabilities: readonly { key: string; config: unknown }[];
		credentials?: readonly Credential[];
	};
};
type Credential = {
	key: string;
	network: readonly { domain: string; transform: readonly { headers: Record<string, string> }[] }[];
};

/** Notion, as far as a sync can tell: rows by key, saved state, and the sweep at the end of a replace cycle. */
export class FakeNotion {
	readonly rows = new Map<string, Record<string, unknown>>();
	readonly worker: WorkerLike;
	readonly #states = new Map<string, unknown>();
	readonly #stamps = new Map<string, number>();

	constructor(worker: WorkerLike) {
		this.worker = worker;
	}

	/** Runs one whole cycle of a sync and gives the pages it handed in. */
	async cycle(key: string, maxPages = 100): Promise<SyncPage[]> {
		const mode = (
			this.worker.manifest.capabilities.find((item) => item.key === key)?.config as
				{ mode?: string } | undefined
		)?.mode;
		const seen = new Set<string>();
		const pages: SyncPage[] = [];
		for (;;) {
			const page = await runPage(this.worker, key, this.#states.get(key));
			pages.push(page);
			for (const change of page.changes) this.#apply(change, mode ?? "replace", seen);
			this.#states.set(key, page.nextUserContext);
			if (!page.hasMore) break;
			if (pages.length >= maxPages) throw new Error(`${key} did not end after ${maxPages} pages`);
		}
		if (mode !== "incremental")
			for (const row of this.rows.keys()) if (!seen.has(row)) this.rows.delete(row);
		return pages;
	}

	#apply(change: Change, mode: string, seen: Set<string>): void {
		seen.add(change.key);
		const stamp = Date.parse(change.upstreamUpdatedAt ?? "");
		if (change.type === "delete") {
			if (mode === "incremental") this.rows.delete(change.key);
		} else if (
			!(stamp < (this.#stamps.get(change.key) ?? Number.NEGATIVE_INFINITY)) ||
			!this.rows.has(change.key)
		) {
			this.rows.set(change.key, { ...this.rows.get(change.key), ...change.properties });
			if (!Number.isNaN(stamp)) this.#stamps.set(change.key, stamp);
		}
	}
}

/** One execute call, in the envelope the platform uses: `{ state }` goes in, `nextUserContext` comes out, as JSON. */
export async function runPage(worker: WorkerLike, key: string, state?: unknown): Promise<SyncPage> {
	delete process.env["NOTION_INPUT_PAYLOAD_PATH"];
	const pacers = Object.fromEntries(
		worker.manifest.pacers.map((pacer) => [
			pacer.key,
			{ lastScheduledAtMs: 0, allowedRequests: 1e9, intervalMs: 1 },
		]),
	);
	const context = { pacers, ...(state === undefined ? {} : { state }) };
	return JSON.parse(
		JSON.stringify(await worker.run(key, context, { concreteOutput: true })),
	) as SyncPage;
}

/** The worker, with values for the settings it asks for. A CommonJS project wraps the default export twice. */
export async function loadWorker(env: Record<string, string>): Promise<WorkerLike> {
	// Other syncs of this worker may ask for their settings while it is loaded.
	const example = await readFile(".env.example", "utf8").catch(() => "");
	const names = [...example.matchAll(/^([A-Z][A-Z0-9_]*)=/gm)].map((match) => match[1] ?? "");
	for (const name of names) process.env[name] ??= "test";
	for (const [name, value] of Object.entries(env)) process.env[name] ??= value;
	const { default: exported }: { default: unknown } = await import("../src/index.js");
	return (exported as { default?: WorkerLike }).default ?? (exported as WorkerLike);
}

/** Signs requests as Notion does, with the secrets of .env. Only for tests against the real API. */
export function signLikeNotion(worker: WorkerLike): () => void {
	const real = globalThis.fetch;
	const covers = (domain: string, host: string) =>
		domain.startsWith("*.") ? host.endsWith(domain.slice(1)) : host === domain;
	globalThis.fetch = async (input, init) => {
		const request = new Request(input, init);
		const { protocol, hostname } = new URL(request.url);
		for (const { key, network } of worker.manifest.credentials ?? []) {
			for (const rule of network.filter(
				({ domain }) => protocol === "https:" && covers(domain, hostname),
			)) {
				for (const [name, template] of rule.transform.flatMap(({ headers }) =>
					Object.entries(headers),
				)) {
					request.headers.set(
						name,
						template.replace("{{credential}}", () => process.env[key] ?? ""),
					);
				}
			}
		}
		return real(request);
	};
	return () => void (globalThis.fetch = real);
}

/** The text a cell shows; "" for a cleared one. */
export function shown(cell: unknown): string {
	return Array.isArray(cell) ? cell.map(shownPart).join("") : "";
}

/** A text stands first in its token; a relation has its key as `value`. */
function shownPart(part: unknown): string {
	if (Array.isArray(part)) return String(part[0]);
	return typeof part === "object" && part !== null && "value" in part ? String(part.value) : "";
}

/** A copy of a record with other values. */
export function copyOf(
	record: FakeRecord,
	values: readonly (readonly [path: Path, value: unknown])[],
): FakeRecord {
	return values.reduce<FakeRecord>(
		(copy, [path, value]) => setAt(copy, path, value),
		structuredClone(record),
	);
}

/** Whether a request went to a path, compared as URLs write it. */
function isAt(url: URL, path: string): boolean {
	return url.pathname === new URL(path, url).pathname;
}

function at(record: unknown, path: Path): unknown {
	return path.reduce<unknown>(
		(value, name) => (value as FakeRecord | null | undefined)?.[name],
		record,
	);
}

function setAt<Target extends FakeRecord>(target: Target, path: Path, value: unknown): Target {
	const [name, ...rest] = path;
	if (name === undefined) return target;
	const below = target[name];
	const empty: unknown = typeof rest[0] === "number" ? [] : {};
	const around = typeof below === "object" && below !== null ? below : empty;
	const next = rest.length === 0 ? value : setAt(around as FakeRecord, rest, value);
	Object.assign(target, { [name]: next });
	return target;
}
