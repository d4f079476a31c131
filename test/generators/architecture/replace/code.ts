// Replace, every hour: GitHub cannot tell which releases changed, so each cycle reads all of them.
// When a cycle ends, Notion removes the rows it did not see; a cycle that looks partial refuses to
// end.
worker.sync("githubReleasesSync", {
	database: githubReleases,
	mode: "replace",
	schedule: "1h",
	execute: async (
		state: Walk<string> | undefined,
	): Promise<SyncExecutionResult<"Release ID", Walk<string>>> => {
		const walk = resumeWalk(state);
		const page = await listGithubReleases(walk.at).catch(expired(walk.at, [400, 404, 410, 422]));
		if (!page) return restartWalk(walk, "The API refused the next page");
		// A release that is deleted meanwhile shifts the next page: the page before must still end where it
		// did.
		if (walk.before) {
			const { records } = await listGithubReleases(walk.before.at);
			const slip = slipped(walk.before.ends ?? [], records, page.records, (release) => release.id);
			if (slip)
				return stepBack(
					walk,
					records.map((release) => String(release.id)),
					latestGithubReleases(records).map(toGithubRelease),
					slip,
				);
		}
		const seen = (walk.seen ?? 0) + page.records.length;
		const changes = latestGithubReleases(page.records).map(toGithubRelease);
		if (page.next !== undefined) {
			return nextPage(walk, changes, {
				seen,
				at: page.next,
				before: pageEnd(walk.at, page.records, (release) => release.id),
			});
		}
		return finishWalk(walk, seen, changes, { key: "githubReleasesSync" });
	},
});
