/** Runs inside the user's project, as a child process under its own tsx: simulates its worker and answers over IPC, never on stdout. */
import { describeError } from "../run/describe-error.ts";
import { loadTsx } from "../run/load-tsx.ts";
import { isRecord, type ErrorReport, type Reply } from "../run/protocol.ts";
import { Reported } from "../run/raw-page.ts";
import { shrinkSimulation } from "./child-shrink.ts";
import { installClock } from "./clock.ts";
import type { Answer, Order, Request } from "./protocol.ts";
import { runScenario, type Simulating } from "./run-scenario.ts";
import { scenarios } from "./scenarios/index.ts";
import type { ShrunkFailure } from "./shrink.ts";
import type { Simulation } from "./types.ts";
import { loadWorker, type SimulatedWorker } from "./worker.ts";

// Every simulation begins on a Monday morning, when no zone changes its clocks.
const beginning = Date.UTC(2026, 2, 2, 8);

const realSetInterval = globalThis.setInterval;
const signOfLifeMs = 500;
const loadLimitMs = 60_000;
const { clock } = installClock(beginning);
const byName = new Map(scenarios.map((scenario) => [scenario.name, scenario]));
let worker: SimulatedWorker | undefined;
let root = "";
let current = 0;

async function open({ accessToken, ...place }: Extract<Request, { ask: "open" }>): Promise<unknown> {
  root = place.root;
  const { entry } = place;
  await clock.settle(loadTsx(process.argv[2]), loadLimitMs);
  worker = await loadWorker({ root, entry, accessToken, clock, env: process.env });
  return worker.declared;
}

async function simulate(order: Order): Promise<Answer> {
  const { simulation, simulating } = prepare(order);
  try {
    return { verdict: await runScenario(simulation, simulating) };
  } catch (error) {
    // What the worker throws is a call that failed, and part of the verdict.
    const { message, stack = "" } = error instanceof Error ? error : new Error(String(error));
    return { bug: { message: `${order.scenario}, seed ${order.seed}: ${message}`, stack } };
  }
}

async function shrink(order: Order): Promise<ShrunkFailure | null> {
  const { simulation, simulating } = prepare(order);
  // The failure was told already; that it cannot be told in fewer words is no reason to fail.
  return (await shrinkSimulation(simulation, simulating).catch(() => null)) ?? null;
}

function prepare({ scenario: name, ...rest }: Order): { simulation: Simulation; simulating: Simulating } {
  const scenario = byName.get(name);
  if (worker === undefined || scenario === undefined) throw new Error("There is nothing to simulate.");
  return { simulation: { ...rest, scenario }, simulating: { worker, clock } };
}

function reply(message: Reply): void {
  process.send?.(message);
}

function report(thrown: unknown, stage: ErrorReport["stage"]): void {
  const error = describeError(thrown, thrown instanceof Reported ? thrown.stage : stage, root);
  reply({ createSync: current, ok: false, error });
}

function valueFor(request: Request): Promise<unknown> {
  if (request.ask === "open") return open(request);
  return request.ask === "simulate" ? simulate(request.order) : shrink(request.order);
}

async function answer(request: Request): Promise<void> {
  current = request.createSync;
  try {
    reply({ createSync: request.createSync, ok: true, value: await valueFor(request) });
  } catch (error) {
    report(error, request.ask === "open" ? "import" : "crash");
  }
}

// A long simulation is none that hangs: this is said between two turns of the event loop. Loading has its time.
realSetInterval(() => {
  if (worker !== undefined) process.send?.({ createSync: current, isAlive: true });
}, signOfLifeMs);
process.on("message", (message: unknown) => {
  if (isRecord(message) && typeof message.createSync === "number") void answer(message as Request);
});
process.on("uncaughtException", (error) => report(error, "crash"));
// Without a parent there is nobody to simulate for; a timer of the worker must not keep it alive.
process.on("disconnect", () => process.kill(process.pid, "SIGKILL"));
