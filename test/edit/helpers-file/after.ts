// Shared by all syncs of this worker.

import { RateLimitError } from "@notionhq/workers";

/** Waits. */
export function pause(ms: number): Promise<void> {
	return new Promise((done) => setTimeout(done, ms));
}

/** What a full API is answered with. */
export function tooManyRequests(seconds: number) {
	return new RateLimitError({ retryAfter: seconds });
}
