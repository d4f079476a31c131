// Incremental, every 5 minutes: from the newest change down to 10 minutes behind where the last
// scan began. What changes meanwhile jumps to the top, where the next scan finds it: it goes down
// to the start of this one. The first one looks back 1 day.
worker.sync("acmePullsDelta", {
	database: acmePulls,
	mode: "incremental",
	schedule: "5m",
	execute: async (
		state: ChangeScan<Numbered> | undefined,
	): Promise<SyncExecutionResult<"ID", ChangeScan<Numbered>>> => {
		const scan = resumeScan(state, acmePullsOverlap, 24 * 60 * 60_000);
		const { since, at, before } = scan;
		const page = await changedAcmePulls(at).catch(expired(at, [400, 404, 410, 422]));
		if (!page) return restartScan(scan, "The API refused the next page (HTTP 400/404/410/422)");
		// A pull that is deleted meanwhile shifts the next page: the page before must still end where it
		// did.
		if (before) {
			const { records } = await changedAcmePulls(before.at);
			const slip = slipped(before.lastId, records, page.records, (pull) => pull.id);
			if (slip) return restartScan(scan, slip);
		}
		const changed = page.records.filter((pull) => !isBefore(pull.updated_at, since));
		const changes = latestAcmePulls(changed).map(toAcmePull);
		const times = page.records.map((pull) => pull.updated_at);
		const seen = scanned(scan, times, page.now);
		if (page.refused !== undefined && !reachesBack(times, since)) {
			return failNext(
				{ high: seen.newest, ahead: seen.ahead },
				`${page.refused}. What is missing comes with the next full read; to have it now: ntn workers sync trigger acmePullsBackfill`,
				changes,
			);
		}
		if (page.next === undefined || reachesBack(times, since)) return settleScan(seen, changes);
		return nextInScan(seen, changes, {
			since,
			at: page.next,
			before: pageEnd(at, page.records, (pull) => pull.id),
		});
	},
});
