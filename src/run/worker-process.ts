import { childScript, connect, type Connection } from "./connection.ts";
import { readEnvFile } from "./env-file.ts";
import { toProblem, toSafeMessage } from "./failures.ts";
import { getSync } from "./find-sync.ts";
import { findTsx, workerEntry } from "./find-tsx.ts";
import { readManifestJson, type Manifest } from "./manifest.ts";
import { createMask, isSecretName, type Mask } from "./mask.ts";
import type { ExecuteRequest, OpenRequest, PacerState, RawPage, Reply } from "./protocol.ts";

export type WorkerOptions = {
  /** Set for the worker over everything else, `.env` included. Its secret-looking values are masked too. */
  env?: Readonly<Record<string, string | undefined>>;
  /** Names the worker may read while it is loaded; each gets a harmless value if nothing else sets it. */
  placeholders?: readonly string[];
  /** Whether pacers really wait, as they must against a real API. Default false: the loopback needs no pace. */
  fetchPacers?: boolean;
  /** Longest time for loading and for one page, in ms. Default 300 000, about what the platform grants one execute. */
  timeoutMs?: number;
  /** Gets what the worker prints, line by line, masked and bounded. */
  onOutput?: (line: string) => void;
};

/** One page as the platform would receive it, state and changes having gone through JSON. */
export type Page = {
  changes: readonly unknown[];
  hasMore: boolean;
  /** Undefined if there is none. */
  nextState: unknown;
  stateBytes: number;
  /** What `hasMore` was, if it was no boolean; and what JSON changed in the changes and in the state. */
  oddities: { hasMore: string | undefined; changes: readonly string[]; state: readonly string[] };
};

/** A worker that is loaded and ready to run. */
export type WorkerProcess = {
  readonly root: string;
  manifest(): Manifest;
  /** Runs one page of a sync; calls run one after the other. Throws a Problem of the room `run`. */
  execute(key: string, state: unknown): Promise<Page>;
  /** Takes the values of `.env` and of the declared credentials out of a text. */
  mask: Mask;
  close(): Promise<void>;
};

const defaultTimeoutMs = 300_000;

/**
 * Loads the worker of a project in a child process, under the project's own tsx and with its `.env` (a value of the
 * shell wins). Throws a Problem if it cannot be loaded. The caller closes it.
 */
export async function openWorker(root: string, options: WorkerOptions = {}): Promise<WorkerProcess> {
  const tsx = findTsx(root);
  const dotEnv = await readEnvFile(root);
  const env = definedOf(options.env ?? {});
  const secrets = new Map([
    ...dotEnv,
    ...[...env].filter(([name]) => dotEnv.has(name) || isSecretName(name)),
  ]);
  let mask = createMask(secrets);
  const connection = connect<Question>({
    script: childScript("./runner-child", import.meta.url),
    root,
    tsx,
    mask: (text) => mask(text),
    onOutput: options.onOutput ?? (() => {}),
  });
  const timeoutMs = options.timeoutMs ?? defaultTimeoutMs;
  const defaults = {
    ...Object.fromEntries((options.placeholders ?? []).map((name) => [name, "placeholder"])),
    ...Object.fromEntries(dotEnv),
  };
  const opened = await connection
    .ask(
      { ask: "open", root, entry: workerEntry, env: Object.fromEntries(env), defaults },
      { what: "loading the worker", timeoutMs },
    )
    .then((reply) => valueOf(reply, undefined, mask))
    .catch(async (error: unknown) => {
      await connection.close();
      throw error;
    });
  const manifest = readManifestJson(opened);
  for (const { key } of manifest.credentials) if (env.has(key)) secrets.set(key, env.get(key) as string);
  mask = createMask(secrets);
  return {
    root,
    manifest: () => manifest,
    execute: createExecute(connection, {
      manifest,
      timeoutMs,
      isPaced: options.fetchPacers === true,
      mask: (text) => mask(text),
    }),
    mask: (text) => mask(text),
    close: () => connection.close(),
  };
}

type Question = ({ ask: "open" } & OpenRequest) | ({ ask: "execute" } & ExecuteRequest);

type ExecuteOptions = { manifest: Manifest; timeoutMs: number; isPaced: boolean; mask: Mask };

function createExecute(connection: Connection<Question>, options: ExecuteOptions): WorkerProcess["execute"] {
  const { manifest, timeoutMs, isPaced, mask } = options;
  let paced: Record<string, PacerState> | undefined;
  let last: Promise<unknown> = Promise.resolve();
  const run = async (key: string, state: unknown): Promise<Page> => {
    getSync(manifest, key);
    // The SDK keeps pacers in one global and mutates what it is given: fresh ones each time, and never two runs at once.
    const pacers = isPaced ? paced : unpaced(manifest);
    const request = {
      ask: "execute" as const,
      key,
      ...(state === undefined ? {} : { state }),
      ...(pacers ? { pacers } : {}),
    };
    const reply = await connection.ask(request, { what: `one page of ${key}`, timeoutMs });
    const raw = valueOf(reply, key, mask) as RawPage;
    paced = raw.pacers;
    return toPage(raw);
  };
  return (key, state) => {
    const next = last.then(() => run(key, state));
    last = next.catch(() => undefined);
    return next;
  };
}

function toPage({ changes, hasMore, nextState, stateBytes, lost }: RawPage): Page {
  const odd =
    typeof hasMore === "boolean" ? undefined : (JSON.stringify(hasMore)?.slice(0, 50) ?? "undefined");
  return {
    changes,
    hasMore: Boolean(hasMore),
    nextState,
    stateBytes,
    oddities: { hasMore: odd, changes: lost.changes, state: lost.state },
  };
}

function unpaced(manifest: Manifest): Record<string, PacerState> {
  return Object.fromEntries(
    manifest.pacers.map(({ key }) => [key, { lastScheduledAtMs: 0, allowedRequests: 1e9, intervalMs: 1 }]),
  );
}

function valueOf(reply: Reply, key: string | undefined, mask: Mask): unknown {
  if (reply.ok) return reply.value;
  throw toProblem({ ...reply.error, message: toSafeMessage(reply.error.message, mask) }, key);
}

function definedOf(env: Readonly<Record<string, string | undefined>>): Map<string, string> {
  return new Map(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])),
  );
}
