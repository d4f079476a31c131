// Notion keeps the secret and adds it to requests to GitHub; it never reaches this code.
worker.credential("GITHUB_TOKEN", {
	network: [
		{
			domain: "api.github.com",
			transform: [{ headers: { Authorization: "Bearer {{credential}}" } }],
		},
	],
});

const githubUrl = "https://api.github.com";

/** One GET, paced; Notion signs it on the way. */
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

/** One GET, paced and signed. */
async function githubGet(url: string) {
	await githubApi.wait();
	return fetchJson(url, {
		headers: {
			Accept: "application/vnd.github+json",
			"X-GitHub-Api-Version": "2026-03-10",
			"User-Agent": "notion-worker",
			Authorization: `Bearer ${requireEnv("GITHUB_TOKEN")}`,
		},
		// GitHub also says "too fast" with status 403.
		isRateLimit: (response) =>
			response.status === 403 && response.headers.get("x-ratelimit-remaining") === "0",
		resetHeader: "x-ratelimit-reset",
	});
}
