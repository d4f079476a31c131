/** A process of its own, under tsx and --expose-gc: walks a list to its end as Notion would, and prints what the worker held. */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { createBroker } from "../../src/run/credential-broker.ts";
import { findWorker } from "../../src/run/loaded-worker.ts";
import { readManifestJson } from "../../src/run/manifest.ts";

/** `heapBytes`: the most that was in use after a collection. `rssBytes`: the most the process ever had. */
export type Walked = { rows: number; pages: number; heapBytes: number; rssBytes: number; stateBytes: number };

type Page = { changes: unknown[]; hasMore: boolean; nextUserContext?: unknown };

const [, , root = ""] = process.argv;
const collectEvery = 10;

const worker = findWorker(await import(pathToFileURL(join(root, "src/index.ts")).href));
if (!worker) throw new Error(`${root} has no worker.`);
const broker = createBroker(
  globalThis.fetch,
  () => worker.manifest.credentials,
  () => "a:b",
);
globalThis.fetch = broker.fetch;
const { pacers, syncs } = readManifestJson(worker.manifest);
const key = syncs.find(({ mode }) => mode === "replace")?.key ?? "";
const unpaced = (): object =>
  Object.fromEntries(
    pacers.map((pacer) => [pacer.key, { lastScheduledAtMs: 0, allowedRequests: 1e9, intervalMs: 1 }]),
  );

const walked: Walked = { rows: 0, pages: 0, heapBytes: 0, rssBytes: 0, stateBytes: 0 };
let state: unknown;
for (let hasMore = true; hasMore;) {
  const context = { ...(state !== undefined && { state }), pacers: unpaced() };
  const page = (await worker.run(key, context, { concreteOutput: true })) as Page;
  const saved = JSON.stringify(page.nextUserContext ?? null);
  if (page.hasMore && saved === JSON.stringify(state)) throw new Error(`The walk stands still at ${saved}`);
  state = JSON.parse(saved);
  hasMore = page.hasMore;
  walked.rows += page.changes.length;
  walked.stateBytes = Math.max(walked.stateBytes, Buffer.byteLength(saved));
  if (walked.pages++ % collectEvery === 0 || !hasMore) {
    globalThis.gc?.();
    walked.heapBytes = Math.max(walked.heapBytes, process.memoryUsage().heapUsed);
  }
}
// In kilobytes, says Node.
walked.rssBytes = process.resourceUsage().maxRSS * 1024;
process.stdout.write(JSON.stringify(walked));
process.exit(0);
