import { Worker } from "@notionhq/workers"
import * as Builder from "@notionhq/workers/builder"
import * as Schema from "@notionhq/workers/schema"

import { fetchJson } from "./sync-helpers.js"

const worker = new Worker()

const notes = worker.database("notes", {
  type: "managed",
  initialTitle: "Notes",
  primaryKeyProperty: "ID",
  schema: { properties: { Name: Schema.title(), ID: Schema.richText() } },
})

worker.sync("notes", {
  database: notes,
  mode: "replace",
  schedule: "1d",
  execute: async () => {
    const page = await fetchJson("https://example.com/notes")
    return {
      changes: [
        {
          type: "upsert",
          key: String(page.status),
          properties: { Name: Builder.title("A note"), ID: Builder.richText(String(page.status)) },
        },
      ],
      hasMore: false,
    }
  },
})

export default worker
