import {
	type SyncChange, // one row
	Worker, // the worker
} from "@notionhq/workers";
import {
	email,
	url
} from "@notionhq/workers/builder";
import defaults, {} from "./sync-helpers.js"; // shared by all syncs

const worker = new Worker();

export const contact = [email("a@example.com"), url("https://example.com"), defaults];
export type Change = SyncChange<"ID", never>;

export default worker;
