// Incremental, every 5 minutes: only what changed since a token that Acme gave. A cycle starts at a
// token at least 10 minutes older than the newest, so what a sweep took by mistake is read again.
// The first cycle, and one whose token is no longer valid, lists everything.
worker.sync("acmeEventsDelta", {
	database: acmeEvents,
	mode: "incremental",
	schedule: "5m",
	execute: async (
		state: ChangeToken<string, string> | undefined,
	): Promise<SyncExecutionResult<"ID", ChangeToken<string, string>>> => {
		const { token, at, mark, listing, known } = resumeToken(state);
		// Without a token nobody knows what changed: the first time, and after it expired, all meetings are
		// listed.
		if (listing) {
			const page = await listAcmeEvents(listing.at).catch(expired(listing.at, [400]));
			if (!page) return listAnew(known, listing, "The API refused the next page (HTTP 400)");
			const changes = latestAcmeEvents(page.records).map((meeting) =>
				isDeletedAcmeEventsRecord(meeting)
					? { type: "delete" as const, key: String(meeting.id) }
					: toAcmeEventsRecord(meeting),
			);
			return {
				changes,
				hasMore: true,
				nextState: { ...known, ...firstToken(page), ...listOn(listing, page) },
			};
		}
		const page = await changedAcmeEvents(token, at).catch(expired(token, [400, 410]));
		if (!page)
			return at === undefined
				? forgetToken(known, "acmeEventsBackfill")
				: { changes: [], hasMore: false, nextState: known };
		const changes = latestAcmeEvents(page.records).map((meeting) =>
			isDeletedAcmeEventsRecord(meeting)
				? { type: "delete" as const, key: String(meeting.id) }
				: toAcmeEventsRecord(meeting),
		);
		if (page.next !== undefined)
			return { changes, hasMore: true, nextState: { ...known, ...movedOn(at, page.next, mark) } };
		return finishToken(known, page, changes, acmeEventsOverlap);
	},
});
