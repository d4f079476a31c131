/** One page of all issues, in an order that does not move. */
async function listGithubIssues(at?: string) {
	const first = endpoint(githubUrl, "/repos/octo-org/app/issues", {
		state: "all",
		sort: "created",
		direction: "asc",
		per_page: "100",
	});
	const { body, headers } = await githubGet(at ?? first);
	return {
		records: recordsAt<GithubIssue>(body, []).filter((issue) => issue.pull_request == null),
		next: nextLink(headers, githubUrl),
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
	return {
		records: recordsAt<GithubIssue>(body, []).filter((issue) => issue.pull_request == null),
		next: nextLink(headers, githubUrl),
		now: serverTime(headers),
	};
}
