import { Worker } from "@notionhq/workers";
import * as Builder from "@notionhq/workers/builder";
import * as Schema from "@notionhq/workers/schema";

const worker = new Worker();
export default worker;

// Oddly   spaced on purpose: nobody asked us to tidy this.
const notes   = worker.database("notes", {
	type: "managed",
	initialTitle: "Notes",
	primaryKeyProperty: "Note ID",
	schema: { properties: { Name: Schema.title(), "Note ID": Schema.richText() } },
});

worker.sync("notesSync", {
	database: notes,
	mode: "replace",
	schedule: "1h",
	execute: async () => ({
		changes: [{ type: "upsert" as const, key: "1", properties: { Name: Builder.title("One"), "Note ID": Builder.richText("1") } }],
		hasMore: false,
	}),
});
