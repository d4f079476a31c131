const githubUrl = "https://api.github.com";

/** One GET, paced. */
async function githubGet(url: string) {
	await githubApi.wait();
	return fetchJson(url, {
		headers: {
			Accept: "application/vnd.github+json",
			"X-GitHub-Api-Version": "2026-03-10",
			"User-Agent": "notion-worker",
		},
		// GitHub also says "too fast" with status 403.
		isRateLimit: (response) =>
			response.status === 403 && response.headers.get("x-ratelimit-remaining") === "0",
		resetHeader: "x-ratelimit-reset",
	});
}
