import { onTestFinished } from "vitest";
import { installClock, type InstalledClock } from "../../../src/simulate/clock.ts";
import { loadWorker, type LoadOptions, type SimulatedWorker } from "../../../src/simulate/worker.ts";
import type { ApiAnswer, ApiRequest } from "../../../src/upstream/types.ts";
import { linkPackages, tempProject } from "../../kit/temp-project.ts";

export const start = Date.UTC(2026, 0, 5);

const frame = (text: string): string => `import { Worker, RateLimitError } from "@notionhq/workers";
import * as Builder from "@notionhq/workers/builder";
import * as Schema from "@notionhq/workers/schema";
const worker = new Worker();
export default worker;
const rows = worker.database("rows", {
  type: "managed", initialTitle: "Rows", primaryKeyProperty: "ID",
  schema: { properties: { Name: Schema.title(), ID: Schema.richText() } },
});
const row = (id: string, name = id) => ({
  type: "upsert" as const, key: id, properties: { Name: Builder.title(name), ID: Builder.richText(id) },
});
${text}
`;

/** A worker file with the database `rows` and the given statements. */
export const sourceOf = (statements: string, head = ""): string => head + frame(statements);

/** A statement that declares a sync; `row` makes an upsert. */
export const syncOf = (
  key: string,
  body: string,
  config = 'mode: "incremental", schedule: "manual"',
): string =>
  `worker.sync("${key}", { database: rows, ${config}, execute: async (state: any) => { ${body} } });`;

/** Loads a worker in this process, under a clock at `start`; both go at the end of the test. */
export async function load(
  source: string,
  options: Partial<LoadOptions> = {},
): Promise<{ worker: SimulatedWorker; clock: InstalledClock; root: string }> {
  const { root, remove } = await tempProject({
    "package.json": '{ "type": "module" }',
    "src/index.ts": source,
  });
  onTestFinished(remove);
  await linkPackages(root);
  const { clock, uninstall } = installClock(start, { realWaitMs: 100 });
  onTestFinished(uninstall);
  const worker = await loadWorker({ root, entry: "src/index.ts", env: process.env, clock, ...options });
  onTestFinished(worker.close);
  return { worker, clock, root };
}

/** A source that answers each request by a function, `latencyMs` later. */
export function lineOf(
  answer: (request: ApiRequest) => ApiAnswer,
  latencyMs = 40,
): Parameters<SimulatedWorker["connect"]>[0] {
  return { upstream: { answer, knobs: { latencyMs } }, origins: new Set(["https://api.example.com"]) };
}

/** An answer of status 200 with this JSON. */
export const ok = (body: unknown, headers: Record<string, string> = {}): ApiAnswer => ({
  kind: "answer",
  status: 200,
  headers: { "content-type": "application/json", ...headers },
  body: JSON.stringify(body),
});
