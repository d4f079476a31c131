/** Runs inside the user's project, as a child process under its own tsx: loads the worker and answers over IPC, never on stdout. */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { createBroker } from "./credential-broker.ts";
import { describeError, isFromExecute } from "./describe-error.ts";
import { exportNames, findWorker, type LoadedWorker } from "./loaded-worker.ts";
import { loadTsx } from "./load-tsx.ts";
import {
  isRecord,
  type ErrorReport,
  type ExecuteRequest,
  type OpenRequest,
  type RawPage,
  type Reply,
  type Request,
} from "./protocol.ts";
import { readResult, Reported } from "./raw-page.ts";
import { redact } from "./redact.ts";

let worker: LoadedWorker | undefined;
let root = "";
let current = 0;

const broker = createBroker(
  globalThis.fetch,
  () => worker?.manifest.credentials,
  (key) => process.env[key],
);
globalThis.fetch = broker.fetch;

async function open({ root: project, entry, env, defaults }: OpenRequest): Promise<unknown> {
  root = project;
  Object.assign(process.env, env);
  for (const [name, value] of Object.entries(defaults)) process.env[name] ??= value;
  // The SDK (0.8.12 and later) would read its input from that file instead of our argument.
  delete process.env.NOTION_INPUT_PAYLOAD_PATH;
  await loadTsx(process.argv[2]);
  const module: unknown = await import(pathToFileURL(join(root, entry)).href);
  worker = findWorker(module);
  if (worker === undefined) throw new Reported("no-worker", exportNames(module));
  return redact(worker.manifest);
}

async function execute({ key, state, pacers }: ExecuteRequest): Promise<RawPage> {
  broker.missing.clear();
  const context = { ...(state === undefined ? {} : { state }), ...(pacers === undefined ? {} : { pacers }) };
  try {
    return readResult(await (worker as LoadedWorker).run(key, context, { concreteOutput: true }));
  } catch (error) {
    const [missing] = broker.missing;
    if (missing !== undefined) throw new Reported("credential", missing);
    if (error instanceof Reported || isFromExecute(error)) throw error;
    throw new Reported("result", error instanceof Error ? error.message : String(error));
  }
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
