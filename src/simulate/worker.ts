import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { PageResult, WorkerUnderTest } from "../notion/types.ts";
import { createBroker } from "../run/credential-broker.ts";
import { describeError, isFromExecute } from "../run/describe-error.ts";
import { exportNames, findWorker, type LoadedWorker } from "../run/loaded-worker.ts";
import { readManifestJson } from "../run/manifest.ts";
import { isRecord, type PacerState } from "../run/protocol.ts";
import { readResult, Reported } from "../run/raw-page.ts";
import { redact } from "../run/redact.ts";
import type { InstalledClock } from "./clock.ts";
import { createNetwork, type Line } from "./network.ts";
import { closeOtherNetwork } from "./other-network.ts";

export type LoadOptions = {
  /** Absolute path of the project, and of the worker file below it. */
  root: string;
  entry: string;
  /** The process's environment, which the worker reads: with the values it needs, the credential among them. */
  env: Record<string, string | undefined>;
  /** What `accessToken()` of every OAuth capability gives. */
  accessToken?: string;
  /** Installed in this process. */
  clock: Pick<InstalledClock, "settle" | "dropTimers">;
};

/** A worker in this very process. */
export type SimulatedWorker = WorkerUnderTest & {
  /** What it declares, as `redact` leaves it. */
  readonly declared: unknown;
  /** Connects it with a source, for a new simulation: pacers start anew. */
  connect(line: Line): void;
  /** Hosts it asked that are not the source's. */
  foreign(): readonly string[];
  /** Gives the process its own network back. */
  close(): void;
};

const loadLimitMs = 60_000;

/**
 * Loads a worker under the clock that is installed, and takes over `fetch`, so that no request leaves the process.
 * Throws what loading throws, or Reported where the module exports no worker. Runs one page at a time.
 */
export async function loadWorker({
  root,
  entry,
  env,
  accessToken,
  clock,
}: LoadOptions): Promise<SimulatedWorker> {
  let worker: LoadedWorker | undefined;
  const network = createNetwork();
  const broker = createBroker(
    network.fetch,
    () => worker?.manifest.credentials,
    (key) => env[key],
  );
  const realFetch = globalThis.fetch;
  const openNetwork = closeOtherNetwork();
  globalThis.fetch = broker.fetch;
  const close = (): void => {
    globalThis.fetch = realFetch;
    openNetwork();
  };
  // The SDK (0.8.12 and later) would read its input from that file instead of our argument.
  delete env.NOTION_INPUT_PAYLOAD_PATH;
  try {
    const module: unknown = await clock.settle(import(pathToFileURL(join(root, entry)).href), loadLimitMs);
    worker = findWorker(module);
    if (worker === undefined) throw new Reported("no-worker", exportNames(module));
  } catch (error) {
    close();
    throw error;
  }
  if (accessToken !== undefined) for (const name of oauthNames(worker)) env[name] = accessToken;
  const declared = redact(worker.manifest);
  const manifest = readManifestJson(declared);
  const execute = createExecute(worker, broker.missing);
  return {
    declared,
    manifest,
    execute: execute.run,
    describe: (thrown) => describeError(thrown, thrown instanceof Reported ? thrown.stage : "execute", root),
    abandon: () => clock.dropTimers(),
    connect(line) {
      network.connect(line);
      execute.setPacers(
        new Map(manifest.pacers.map(({ key, ...pace }) => [key, { lastScheduledAtMs: 0, ...pace }])),
      );
    },
    foreign: network.foreign,
    close,
  };
}

type Execute = {
  run(key: string, state: unknown): Promise<PageResult>;
  setPacers(states: ReadonlyMap<string, PacerState>): void;
};

function createExecute(worker: LoadedWorker, missing: Set<string>): Execute {
  // The SDK writes into the object it is given, also where execute throws; so the pace is kept over all runs.
  let pacers: Record<string, PacerState> = {};
  return {
    setPacers: (states) => void (pacers = Object.fromEntries(states)),
    async run(key, state) {
      missing.clear();
      const context = { ...(state === undefined ? {} : { state }), pacers };
      try {
        return toPage(await worker.run(key, context, { concreteOutput: true }));
      } catch (error) {
        const [name] = missing;
        if (name !== undefined) throw new Reported("credential", `${name} is not set`);
        if (error instanceof Reported || isFromExecute(error)) throw error;
        throw new Reported("result", error instanceof Error ? error.message : String(error));
      }
    },
  };
}

function toPage(result: unknown): PageResult {
  if (!isRecord(result) || !Array.isArray(result.changes)) return explain(result);
  try {
    const state = JSON.stringify(result.nextUserContext) as string | undefined;
    return {
      changes: JSON.parse(JSON.stringify(result.changes)) as unknown[],
      hasMore: Boolean(result.hasMore),
      nextState: state === undefined ? undefined : JSON.parse(state),
      stateBytes: Buffer.byteLength(state ?? ""),
    };
  } catch {
    return explain(result);
  }
}

// It looks at every value of the page, which takes longer than all the rest.
function explain(result: unknown): never {
  readResult(result);
  throw new Reported("result", "What execute returned cannot be sent.");
}

// The SDK looks for a token under the capability's name in hexadecimal digits (0.4.0 to 0.9.2).
function oauthNames({ manifest: { capabilities } }: LoadedWorker): string[] {
  return (Array.isArray(capabilities) ? capabilities : []).flatMap((capability: unknown) => {
    if (!isRecord(capability) || capability._tag !== "oauth" || !isRecord(capability.config)) return [];
    const { name } = capability.config;
    if (typeof name !== "string") return [];
    return [`OAUTH_${Buffer.from(name).toString("hex").toUpperCase()}_ACCESS_TOKEN`];
  });
}
