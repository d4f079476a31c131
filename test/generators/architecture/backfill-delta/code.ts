// Replace, when somebody triggers it: the full walk that loads every book and, when it ends, lets
// Notion remove the rows it did not see. A walk that looks partial refuses to end. Deleted books
// show up among the changes, so the delta removes their rows.
worker.sync("demoBooksBackfill", {
	database: demoBooks,
	mode: "replace",
	schedule: "manual",
	execute: async (
		state: Walk<string, Keyset> | undefined,
	): Promise<SyncExecutionResult<"Book ID", Walk<string, Keyset>>> => {
		const walk = resumeWalk(state);
		if (walk.tail) {
			const { since, at } = walk.tail;
			const page = await changedDemoBooks(since, at).catch(expired(at, [400, 404, 410, 422]));
			if (!page) return restartWalk(walk, "The API refused the next page (HTTP 400/404/410/422)");
			const changes = latestDemoBooks(page.records)
				.filter((book) => !isDeletedDemoBook(book))
				.map(toDemoBook);
			if (page.next !== undefined) {
				return nextPage(walk, changes, { tail: { since, at: page.next } });
			}
			return finishWalk(walk, walk.seen ?? 0, changes, { key: "demoBooksBackfill" });
		}
		const page = await listDemoBooks(walk.at).catch(expired(walk.at, [410]));
		if (!page) return restartWalk(walk, "The API refused the next page (HTTP 410)");
		const seen = (walk.seen ?? 0) + page.records.length;
		const changes = latestDemoBooks(page.records)
			.filter((book) => !isDeletedDemoBook(book))
			.map(toDemoBook);
		const startedAt = walk.startedAt ?? page.now;
		if (page.next !== undefined) {
			return nextPage(walk, changes, { startedAt, seen, at: page.next });
		}
		if (seen < page.total) return restartWalk(walk, `The walk saw ${seen} of ${page.total} books`);
		// What changed during the walk is read once more, so that the sweep at its end takes none of it.
		return nextPage(walk, changes, { seen, tail: { since: earlier(startedAt, demoBooksOverlap) } });
	},
});
