// People sign in to GitHub once (ntn workers oauth start githubAuth); Notion renews the token.
const githubAuth = worker.oauth("githubAuth", {
	name: "GitHub",
	clientId: requireEnv("GITHUB_CLIENT_ID"),
	clientSecret: requireEnv("GITHUB_CLIENT_SECRET"),
	authorizationEndpoint: "https://github.com/login/oauth/authorize",
	tokenEndpoint: "https://github.com/login/oauth/access_token",
	scope: "repo",
	accessTokenExpireMs: 7 * 24 * 60 * 60_000,
});

const githubUrl = "https://api.github.com";

/** One GET, paced and signed. */
async function githubGet(url: string) {
	await githubApi.wait();
	return fetchJson(url, {
		headers: {
			Accept: "application/vnd.github+json",
			"X-GitHub-Api-Version": "2026-03-10",
			"User-Agent": "notion-worker",
			Authorization: `Bearer ${await githubAuth.accessToken()}`,
		},
		// GitHub also says "too fast" with status 403.
		isRateLimit: (response) =>
			response.status === 403 && response.headers.get("x-ratelimit-remaining") === "0",
		resetHeader: "x-ratelimit-reset",
	});
}
