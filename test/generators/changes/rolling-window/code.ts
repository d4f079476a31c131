// Incremental, every 15 minutes: Acme does not say what changed, so all meetings of the last 14
// days and the next 30 days are read each time, with a day to spare for clocks that differ. What
// changes outside of it comes with the backfill.
worker.sync("acmeMeetingsDelta", {
	database: acmeMeetings,
	mode: "incremental",
	schedule: "15m",
	execute: async (
		state: ChangeScan<string> | undefined,
	): Promise<SyncExecutionResult<"ID", ChangeScan<string>>> => {
		const scan = resumeSpan(state, 15 * 24 * 60 * 60_000, 31 * 24 * 60 * 60_000);
		const { since, until, at } = scan;
		const page = await changedAcmeMeetings(since, until, at).catch(
			expired(at, [400, 404, 410, 422]),
		);
		if (!page) return restartScan(scan, "The API refused the next page (HTTP 400/404/410/422)");
		const changes = latestAcmeMeetings(page.records).map((meeting) =>
			isDeletedAcmeMeeting(meeting)
				? { type: "delete" as const, key: String(meeting.id) }
				: toAcmeMeeting(meeting),
		);
		const seen = scanned(scan, [], page.now);
		if (page.next === undefined) return finishSpan(seen, changes);
		return nextInScan(seen, changes, { since, until, at: page.next });
	},
});
