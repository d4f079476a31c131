import { RateLimitError as TooManyRequests, Worker as NotionWorker, type SyncExecutionResult as Result } from "@notionhq/workers";
import { fetchJson as get } from "./sync-helpers";

const app = new NotionWorker();

/** Not ours: the name Schema is taken in this file. */
type Schema = { version: 1 };

export const schema: Schema = { version: 1 };
export const fail = () => new TooManyRequests({ retryAfter: 1 });
export const page = (): Promise<{ status: number }> => get("https://example.com");
export type Page = Result<"ID", undefined>;

export default app;
