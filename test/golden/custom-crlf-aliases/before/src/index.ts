import { Worker as W, type SyncExecutionResult as Result } from "@notionhq/workers";
import * as S from "@notionhq/workers/schema";

export const hub = new W();
export default hub;

function textOf(value: Result<"ID">): string {
    return JSON.stringify(value) + String(S.title().type);
}

export const shown = textOf({ changes: [], hasMore: false });
