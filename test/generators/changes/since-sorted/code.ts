// Incremental, every 5 minutes: only what changed. A cycle starts 10 minutes behind the newest
// change ever seen, never at the worker's clock, so a change that shows up late is still read. The
// first one looks back 1 day.
worker.sync("demoBooksDelta", {
	database: demoBooks,
	mode: "incremental",
	schedule: "5m",
	execute: async (
		state: Delta<Keyset> | undefined,
	): Promise<SyncExecutionResult<"Book ID", Delta<Keyset>>> => {
		const { since, at, mark, known } = resumeDelta(state, demoBooksOverlap, 24 * 60 * 60_000);
		const page = await changedDemoBooks(since, at).catch(expired(at, [400, 404, 410, 422]));
		if (!page) return { changes: [], hasMore: false, nextState: known };
		const changes = latestDemoBooks(page.records).map((book) =>
			isDeletedDemoBook(book)
				? { type: "delete" as const, key: String(book.id) }
				: toDemoBook(book),
		);
		const seen = advance(
			known,
			page.records.map((book) => book.updated_at),
			page.now,
		);
		if (page.next === undefined) return { changes, hasMore: false, nextState: seen };
		return {
			changes,
			hasMore: true,
			nextState: { ...seen, since, ...movedOn(at, page.next, mark) },
		};
	},
});
