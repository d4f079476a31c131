/** One page of all issues, in an order that does not move. */
async function listGithubIssues(at?: string) {
	const first = endpoint(githubUrl, "/repos/octo-org/app/issues", {
		state: "all",
		sort: "created",
		direction: "asc",
		per_page: "100",
	});
	const { body, headers } = await githubGet(at ?? first);
	const records = recordsAt<GithubIssue>(body, []);
	return {
		records: records.filter((issue) => issue.pull_request == null),
		next: tokenAfter(at, records, nextLink(headers, githubUrl)),
		now: serverTime(headers),
	};
}

/** One page of the issues that changed since a time, oldest change first. */
async function changedGithubIssues(since: string, at?: string) {
	const first = endpoint(githubUrl, "/repos/octo-org/app/issues", {
		state: "all",
		sort: "updated",
		direction: "asc",
		per_page: "100",
		since: wholeSeconds(since),
	});
	const { body, headers } = await githubGet(at ?? first);
	const records = recordsAt<GithubIssue>(body, []);
	return {
		records: records.filter((issue) => issue.pull_request == null),
		next: tokenAfter(at, records, nextLink(headers, githubUrl)),
		now: serverTime(headers),
	};
}
