/** Runs inside the user's project, as a child process under its own tsx: loads the worker and answers over IPC, never on stdout. */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { createBroker } from "./credential-broker.ts";
import { describeError, isFromExecute } from "./describe-error.ts";
import { findJsonLosses } from "./json-losses.ts";
import {
  isRecord,
  type ErrorReport,
  type ExecuteRequest,
  type OpenRequest,
  type RawPage,
  type Reply,
  type Request,
} from "./protocol.ts";
import { redact } from "./redact.ts";

type Worker = {
  manifest: Record<string, unknown>;
  run(key: string, context: unknown, options: object): Promise<unknown>;
};

const mostChanges = 50_000;
let worker: Worker | undefined;
let root = "";
let current = 0;

const broker = createBroker(
  globalThis.fetch,
  () => worker?.manifest.credentials,
  (key) => process.env[key],
);
globalThis.fetch = broker.fetch;

/** An error whose report is already known, such as a result that is none. */
class Reported extends Error {
  readonly stage: ErrorReport["stage"];
  constructor(stage: ErrorReport["stage"], message: string) {
    super(message);
    this.stage = stage;
  }
}

async function open({ root: project, entry, env, defaults }: OpenRequest): Promise<unknown> {
  root = project;
  Object.assign(process.env, env);
  for (const [name, value] of Object.entries(defaults)) process.env[name] ??= value;
  // The SDK (0.8.12 and later) would read its input from that file instead of our argument.
  delete process.env.NOTION_INPUT_PAYLOAD_PATH;
  const module: unknown = await import(pathToFileURL(join(root, entry)).href);
  worker = findWorker(module);
  if (worker === undefined) throw new Reported("no-worker", exportNames(module));
  return redact(worker.manifest);
}

async function execute({ key, state, pacers }: ExecuteRequest): Promise<RawPage> {
  broker.missing.clear();
  const context = { ...(state === undefined ? {} : { state }), ...(pacers === undefined ? {} : { pacers }) };
  try {
    return toPage(await (worker as Worker).run(key, context, { concreteOutput: true }));
  } catch (error) {
    const [missing] = broker.missing;
    if (missing !== undefined) throw new Reported("credential", missing);
    if (error instanceof Reported || isFromExecute(error)) throw error;
    throw new Reported("result", error instanceof Error ? error.message : String(error));
  }
}

function toPage(result: unknown): RawPage {
  const given = isRecord(result) && Array.isArray(result.changes) ? result.changes.length : undefined;
  if (!isRecord(result) || given === undefined) throw new Reported("result", "changes is no array.");
  if (given > mostChanges) throw new Reported("result", `${given} changes in one page.`);
  const { hasMore, nextUserContext: nextState, nextPacerStates } = result;
  const changes = result.changes as unknown[];
  const lost = {
    changes: findJsonLosses(changes),
    state: nextState === undefined ? [] : findJsonLosses(nextState),
  };
  if (lost.changes.length > 0) toJson("changes", changes, lost.changes);
  const stateBytes = Buffer.byteLength(toJson("nextState", nextState, lost.state));
  return {
    changes,
    hasMore,
    nextState,
    stateBytes,
    lost,
    pacers: (nextPacerStates ?? {}) as RawPage["pacers"],
  };
}

function toJson(name: string, value: unknown, losses: readonly string[]): string {
  try {
    return JSON.stringify(value) ?? "";
  } catch {
    throw new Reported("result", `${name} cannot be sent: ${losses.join("; ")}`);
  }
}

// A CommonJS package under tsx wraps the default export a second time.
function findWorker(module: unknown): Worker | undefined {
  const outer = isRecord(module) ? module.default : undefined;
  return [outer, (outer as { default?: unknown } | undefined)?.default].find(isWorker);
}

function isWorker(value: unknown): value is Worker {
  return (
    typeof value === "object" &&
    value !== null &&
    "run" in value &&
    typeof value.run === "function" &&
    "manifest" in value
  );
}

function exportNames(module: unknown): string {
  return Object.keys(isRecord(module) ? module : {})
    .filter((name) => name !== "module.exports")
    .join(", ");
}

function reply(message: Reply): void {
  process.send?.(message);
}

function report(thrown: unknown, stage: ErrorReport["stage"]): void {
  const error = describeError(thrown, thrown instanceof Reported ? thrown.stage : stage, root);
  reply({ createSync: current, ok: false, error });
}

async function answer(request: Request): Promise<void> {
  current = request.createSync;
  const stage = request.ask === "open" ? "import" : "execute";
  try {
    const value = await (request.ask === "open" ? open(request) : execute(request));
    reply({ createSync: request.createSync, ok: true, value });
  } catch (error) {
    report(error, stage);
  }
}

process.on("message", (message: unknown) => {
  if (isRecord(message) && typeof message.createSync === "number") void answer(message as Request);
});
process.on("uncaughtException", (error) => report(error, "crash"));
// Without a parent there is nobody to run for; a timer of the worker must not keep it alive.
process.on("disconnect", () => process.kill(process.pid, "SIGKILL"));
