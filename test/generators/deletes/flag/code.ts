/** Whether a project was deleted or put away, although the API still lists it. */
const isDeletedAcmeProject = (project: AcmeProject): boolean => project.archived_at != null;

// Replace, every day: the full walk that loads every project and, when it ends, lets Notion remove
// the rows it did not see. A walk that looks partial refuses to end. A deletion that goes
// unreported is noticed when a full walk (every day) no longer finds the record. Flagged projects
// are still listed: the walk leaves them out, and the delta removes their rows.
worker.sync("acmeProjectsBackfill", {
	database: acmeProjects,
	mode: "replace",
	schedule: "1d",
	execute: async (
		state: Walk<string, string, TimeSpan> | undefined,
	): Promise<SyncExecutionResult<"ID", Walk<string, string, TimeSpan>>> => {
		const walk = resumeWalk(state);
		if (walk.tail) {
			const { since, until, at, again } = walk.tail;
			const page = await changedAcmeProjects(since, at).catch(expired(at, [400, 404, 410, 422]));
			if (!page)
				return restartTail(
					walk,
					{ since, until },
					"The API refused the next page (HTTP 400/404/410/422)",
				);
			const changes = latestAcmeProjects(page.records)
				.filter((project) => !isDeletedAcmeProject(project))
				.map(toAcmeProject);
			if (page.next !== undefined) {
				return nextPage(walk, changes, {
					tail: { since, until, at: page.next, ...(again && { again }) },
				});
			}
			// A project that changed or was made meanwhile may have got past the reader, so several pages are
			// read again.
			if (at !== undefined && again !== true) {
				return nextPage(walk, changes, {
					tail: { since: earlier(until, acmeProjectsOverlap), until: page.now, again: true },
				});
			}
			return finishWalk(walk, walk.seen ?? 0, changes, { key: "acmeProjectsBackfill" });
		}
		const page = await listAcmeProjects(walk.at).catch(expired(walk.at, [400, 404, 410, 422]));
		if (!page) return restartWalk(walk, "The API refused the next page (HTTP 400/404/410/422)");
		const seen = (walk.seen ?? 0) + page.records.length;
		const changes = latestAcmeProjects(page.records)
			.filter((project) => !isDeletedAcmeProject(project))
			.map(toAcmeProject);
		const startedAt = walk.startedAt ?? page.now;
		if (page.next !== undefined) {
			return nextPage(walk, changes, { startedAt, seen, at: page.next });
		}
		// What changed during the walk is read once more, so that the sweep at its end takes none of it.
		return nextPage(walk, changes, {
			seen,
			tail: { since: earlier(startedAt, acmeProjectsOverlap), until: page.now },
		});
	},
});
