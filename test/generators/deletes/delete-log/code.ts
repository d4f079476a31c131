/** What is read of an entry in the log of deleted orders. */
type AcmeOrderDeletion = {
	seq?: string | number | null;
	object?: { id?: string | number | null; type?: unknown } | null;
	at?: string | null;
};

/** One page of the log of deleted orders since a time, oldest first. */
async function deletedAcmeOrders(since: string, at?: string) {
	const url = endpoint(acmeUrl, "/audit/deletions", { limit: "100", since: since, cursor: at });
	const { body, headers } = await acmeGet(url);
	const records = recordsAt<AcmeOrderDeletion>(body, ["data"]);
	return {
		records,
		next: tokenAfter(at, records, textAt(body, ["next"])),
		now: serverTime(headers),
	};
}

/** One page of those orders that exist among some, by their ids. */
async function foundAcmeOrders(ids: readonly string[], at?: string) {
	const url = endpoint(acmeUrl, "/orders", { ids: idList(ids), limit: "100", cursor: at });
	const { body, headers } = await acmeGet(url);
	const records = recordsAt<AcmeOrder>(body, ["data"]);
	return {
		records,
		next: tokenAfter(at, records, textAt(body, ["next"])),
		now: serverTime(headers),
	};
}

/**
 * What a page of the log means for the rows. An entry stays in the log when its order is
 * restored, so Acme is asked which of them exist: these keep their rows, as they are now.
 */
async function acmeOrderDeletions(entries: AcmeOrderDeletion[]) {
	// The log may tell of other things than orders, whose ids mean nothing here.
	const own = entries.filter((entry) => entry.object?.type === "order");
	const ids = deletedIds(own, (entry) => entry.object?.id);
	if (ids.length === 0) return [];
	const found = await allPages((at: string | undefined) => foundAcmeOrders(ids, at));
	const rows = latestAcmeOrders(found).map(toAcmeOrder);
	const alive = new Map(rows.map((row) => [row.key, row]));
	return ids.map((id) => alive.get(id) ?? { type: "delete" as const, key: id });
}

// Incremental, every 5 minutes: only what changed. The pages come in no order of time, so only at
// the end of a scan is it known that nothing was missed; the next one starts 10 minutes behind the
// newest change of this one, and never at the worker's clock. The first one looks back 1 day. Then,
// in the same cycle, it reads the log of deleted orders, from its own place: an order that was
// edited and then deleted must not come back.
worker.sync("acmeOrdersDelta", {
	database: acmeOrders,
	mode: "incremental",
	schedule: "5m",
	execute: async (
		both: WithLog<ChangeScan<string>, string> | undefined,
	): Promise<SyncExecutionResult<"ID", WithLog<ChangeScan<string>, string>>> =>
		changesThenLog(both, {
			changes: async (
				state: ChangeScan<string> | undefined,
			): Promise<SyncExecutionResult<"ID", ChangeScan<string>>> => {
				const scan = resumeScan(state, acmeOrdersOverlap, 24 * 60 * 60_000);
				const { since, at } = scan;
				const page = await changedAcmeOrders(since, at).catch(expired(at, [400, 404, 410, 422]));
				if (!page) return restartScan(scan, "The API refused the next page (HTTP 400/404/410/422)");
				const changes = latestAcmeOrders(page.records).map(toAcmeOrder);
				const seen = scanned(
					scan,
					page.records.map((order) => order.updated_at),
					page.now,
				);
				if (page.next === undefined) return finishScan(seen, changes);
				return nextInScan(seen, changes, { since, at: page.next });
			},
			log: async (
				log: Delta<string> | undefined,
			): Promise<SyncExecutionResult<"ID", Delta<string>>> => {
				const { since, at, mark, known } = resumeDelta(log, acmeOrdersOverlap, 24 * 60 * 60_000);
				const page = await deletedAcmeOrders(since, at).catch(expired(at, [400, 404, 410, 422]));
				if (!page) return { changes: [], hasMore: false, nextState: known };
				const changes = await acmeOrderDeletions(page.records);
				const seen = advance(
					known,
					page.records.map((entry) => entry.at),
					page.now,
				);
				// A log without any entry moves nothing: it is read from where its first reading began, however
				// long ago that is.
				if (page.next === undefined)
					return { changes, hasMore: false, nextState: { high: since, ...seen } };
				return {
					changes,
					hasMore: true,
					nextState: { ...seen, since, ...movedOn(at, page.next, mark) },
				};
			},
			unreadable:
				"Without the log of deletions the rows of deleted orders stay until the next full read (every day): let this account read the log in Acme",
		}),
});
