import { RateLimitError } from "@notionhq/workers";

/** What a full API is answered with. */
export function tooManyRequests(seconds: number) {
	return new RateLimitError({ retryAfter: seconds });
}
