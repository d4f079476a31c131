import { createNotion } from "../../../src/notion/notion.ts";
import type { PlatformOptions } from "../../../src/notion/platform.ts";
import type { Notion, PageResult, PlatformSettings, WorkerUnderTest } from "../../../src/notion/types.ts";
import type { Manifest, SyncInfo } from "../../../src/run/manifest.ts";
import { describeError } from "../../../src/run/describe-error.ts";
import type { InstalledClock } from "../../../src/simulate/clock.ts";

export const start = Date.UTC(2026, 0, 5);
export const minute = 60_000;
export const settings: PlatformSettings = { sweep: "takes", lastState: "kept", omitted: "kept" };

/** What a scripted execute is called with, and what it may answer. */
export type Page = { changes?: unknown[]; hasMore?: boolean; nextState?: unknown };
export type Script = (call: { state: unknown; count: number; key: string }) => Page | Promise<Page>;

export type Scripted = {
  notion: Notion;
  asked: { key: string; state: unknown; at: number }[];
  abandoned: number;
};

/** A platform on which every sync is a function; deployed at `start`. */
export function deploy(
  clock: InstalledClock,
  scripts: Record<
    string,
    { mode?: SyncInfo["mode"]; every?: number | "manual" | "continuous"; execute: Script }
  >,
  options: Partial<PlatformOptions> = {},
): Scripted {
  const asked: Scripted["asked"] = [];
  const worker: WorkerUnderTest = {
    manifest: manifestOf(scripts),
    async execute(key, state) {
      asked.push({ key, state, at: clock.now() - start });
      const count = asked.filter((one) => one.key === key).length;
      return toResult((await scripts[key]?.execute({ state, count, key })) ?? {});
    },
    describe: (thrown) => describeError(thrown, "execute", "/nowhere"),
    abandon() {
      scripted.abandoned += 1;
      clock.dropTimers();
    },
  };
  const scripted: Scripted = {
    notion: createNotion({ worker, clock, settings, ...options }),
    asked,
    abandoned: 0,
  };
  return scripted;
}

function manifestOf(
  scripts: Record<string, { mode?: SyncInfo["mode"]; every?: number | "manual" | "continuous" }>,
): Manifest {
  const syncs = Object.entries(scripts).map(([key, { mode = "incremental", every = "manual" }]): SyncInfo => {
    const schedule: SyncInfo["schedule"] =
      typeof every === "number" ? { type: "interval", intervalMs: every } : { type: every };
    return { key, databaseKey: "rows", mode, schedule };
  });
  return { sdkVersion: "0.9.2", databases: [], pacers: [], credentials: [], syncs, capabilities: [] };
}

function toResult({ changes = [], hasMore = false, nextState }: Page): PageResult {
  const text = JSON.stringify(nextState);
  return {
    changes: JSON.parse(JSON.stringify(changes)) as unknown[],
    hasMore,
    nextState: text === undefined ? undefined : JSON.parse(text),
    stateBytes: Buffer.byteLength(text ?? ""),
  };
}

/** An upsert of the database `rows`. */
export function upsert(key: string, properties: object = { Name: key }, upstreamUpdatedAt?: string): object {
  return {
    type: "upsert",
    key,
    targetDatabaseKey: "rows",
    properties,
    ...(upstreamUpdatedAt !== undefined && { upstreamUpdatedAt }),
  };
}

export function remove(key: string): object {
  return { type: "delete", key, targetDatabaseKey: "rows" };
}

/** The keys of the rows, in the order they were written first. */
export function keys(notion: Notion): string[] {
  return [...notion.rows("rows").keys()];
}

export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
