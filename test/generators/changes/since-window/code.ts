// Incremental, every 5 minutes: only what changed. The pages come in no order of time, so only at
// the end of a scan is it known that nothing was missed; the next one starts 10 minutes behind the
// newest change of this one, and never at the worker's clock. The first one looks back 1 day.
worker.sync("acmeTalksDelta", {
	database: acmeTalks,
	mode: "incremental",
	schedule: "5m",
	execute: async (
		state: ChangeScan<string> | undefined,
	): Promise<SyncExecutionResult<"ID", ChangeScan<string>>> => {
		const scan = resumeScan(state, acmeTalksOverlap, 24 * 60 * 60_000);
		const { since, at } = scan;
		const page = await changedAcmeTalks(since, at).catch(expired(at, [400, 404, 410, 422]));
		if (!page) return restartScan(scan, "The API refused the next page (HTTP 400/404/410/422)");
		const changes = latestAcmeTalks(page.records).map(toAcmeTalk);
		const seen = scanned(
			scan,
			page.records.map((talk) => epochOf(talk.updated_at)),
			page.now,
		);
		if (page.next === undefined) return finishScan(seen, changes);
		return nextInScan(seen, changes, { since, at: page.next });
	},
});
