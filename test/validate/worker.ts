import { openSources, type Sources } from "../../src/validate/read-sources.ts";

/** A small worker without a fault that a rule knows, in pieces that tests put together. */
export const start = `import { RateLimitError, Worker } from "@notionhq/workers";
import * as Builder from "@notionhq/workers/builder";
import * as Schema from "@notionhq/workers/schema";

const worker = new Worker();
export default worker;
const api = worker.pacer("api", { allowedRequests: 5, intervalMs: 1_000 });
const tasks = worker.database("tasks", {
  type: "managed",
  initialTitle: "Tasks",
  primaryKeyProperty: "ID",
  schema: { properties: { Name: Schema.title(), ID: Schema.richText() } },
});
`;

export const end = `
worker.sync("tasksSync", {
  database: tasks,
  mode: "replace",
  schedule: "1h",
  execute: async () => {
    const list = await listTasks();
    if (list.length === 0) throw new Error("The API lists no tasks. Nothing was deleted.");
    return {
      changes: list.map((task) => ({
        type: "upsert" as const,
        key: task.id,
        properties: { Name: Builder.title(task.name), ID: Builder.richText(task.id) },
      })),
      hasMore: false,
    };
  },
});
`;

/** The function between them. Each text stands in place of a line; by default nothing is wrong. */
export function listTasks({ wait = "  await api.wait();", limit = "{ retryAfter: 60 }" } = {}): string {
  return `async function listTasks(): Promise<{ id: string; name: string }[]> {
${wait}
  const response = await fetch("https://api.example.com/tasks", { signal: AbortSignal.timeout(60_000) });
  if (response.status === 429) throw new RateLimitError(${limit});
  if (!response.ok) throw new Error(\`GET /tasks: HTTP \${response.status}\`);
  return response.json();
}
`;
}

/** The whole file. */
export function workerText(options: { wait?: string; limit?: string } = {}): string {
  return start + listTasks(options) + end;
}

/** The sources of a worker whose only file is this text. */
export function sourcesOf(text: string, path = "src/index.ts"): Sources {
  return openSources([{ path, text }]);
}

export const headerNumber = '{ retryAfter: Number(response.headers.get("retry-after")) }';
