/**
 * A process of its own, under tsx: what Notion does with a worker, with a clock that does not wait. Given the root, the
 * entry file and a JSON of runs and answers. What it prints is the log.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { install } from "@sinonjs/fake-timers";
import type { Answer, Run } from "./case.ts";

type Job = {
  entry: string;
  runs: Run[];
  answers: Answer[];
  calls: number[];
  states: Record<string, unknown>;
};
type Page = { hasMore: boolean; nextUserContext?: unknown; nextPacerStates?: unknown };
type Runnable = { run(key: string, context: unknown): Promise<Page> };

const [, , root = "", jobFile = ""] = process.argv;
const job = JSON.parse(readFileSync(jobFile, "utf8")) as Job;
const limitMs = 300_000;
const mostPages = 12;

const clock = install({
  now: Date.parse("2026-03-02T08:00:00Z"),
  toFake: ["Date", "setTimeout", "clearTimeout", "setInterval", "clearInterval"],
});
let isOver = false;

globalThis.fetch = (async (input: unknown) => {
  const url = input instanceof Request ? input.url : String(input);
  // A bad address fails here as it does for real.
  new URL(url);
  const index = job.answers.findIndex(
    (answer, at) => url.includes(answer.url ?? "") && (job.calls[at] ?? 0) < (answer.times ?? Infinity),
  );
  const answer = job.answers[index];
  if (!answer) throw failed("ENOTFOUND", url);
  const count = (job.calls[index] ?? 0) + 1;
  job.calls[index] = count;
  await new Promise((resolve) => setTimeout(resolve, answer.takesMs ?? 20));
  if (answer.fails !== undefined) throw failed(answer.fails, url);
  const text = answer.text ?? JSON.stringify(answer.json ?? {}).replaceAll("#N", String(count));
  const type = answer.text === undefined ? "application/json" : "text/html";
  const date = new Date(clock.now).toUTCString();
  return new Response(text, {
    status: answer.status ?? 200,
    headers: { "content-type": type, date, ...answer.headers },
  });
}) as typeof fetch;

void turnClock();
try {
  const module = (await import(pathToFileURL(join(root, job.entry)).href)) as { default: Runnable };
  for (const run of job.runs) await cycle(module.default, run);
} catch (error) {
  process.exitCode = 1;
  if (!["ExecutionError", "RateLimitError"].includes((error as Error | undefined)?.name ?? ""))
    process.stderr.write(`${error instanceof Error ? (error.stack ?? "") : String(error)}\n`);
}
isOver = true;
writeFileSync(jobFile, JSON.stringify(job));

async function cycle(worker: Runnable, { key, pages = mostPages, state }: Run): Promise<void> {
  let pacers: unknown;
  if (state !== undefined) job.states[key] = state;
  for (let page = 1; page <= pages; page++) {
    const limit = setTimeout(() => process.kill(process.pid, "SIGKILL"), limitMs);
    const context = { state: job.states[key], ...(pacers ? { pacers } : {}) };
    const result = await worker
      .run(key, JSON.parse(JSON.stringify(context)))
      .finally(() => clearTimeout(limit));
    job.states[key] = result.nextUserContext;
    pacers = result.nextPacerStates;
    if (!result.hasMore) return;
  }
}

/** Lets time jump to what is waited for next; one of that is the end of the time that `execute` has. */
async function turnClock(): Promise<void> {
  while (!isOver) {
    await new Promise((resolve) => setImmediate(resolve));
    if (clock.countTimers() > 0) await clock.nextAsync();
  }
}

function failed(code: string, url: string): TypeError {
  const { hostname, port } = new URL(url);
  const texts: Record<string, string> = {
    ENOTFOUND: `getaddrinfo ENOTFOUND ${hostname}`,
    ECONNREFUSED: `connect ECONNREFUSED ${hostname}:${port || 443}`,
    ETIMEDOUT: `connect ETIMEDOUT ${hostname}:443`,
    CERT_HAS_EXPIRED: "certificate has expired",
    ECONNRESET: "read ECONNRESET",
  };
  return new TypeError("fetch failed", { cause: Object.assign(new Error(texts[code] ?? code), { code }) });
}
