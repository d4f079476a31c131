import { Worker } from "@notionhq/workers";
import type { SyncChange } from "@notionhq/workers";
import type * as Schema from "@notionhq/workers/schema";
import type { fetchJson } from "./sync-helpers.js";

const worker = new Worker();

export type Get = typeof fetchJson;
export type Change = SyncChange<"ID", { ID: ReturnType<typeof Schema.richText> }>;

export default worker;
