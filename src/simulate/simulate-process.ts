import { readEnvFile } from "../run/env-file.ts";
import { childScript, connect, type Connection } from "../run/connection.ts";
import { toProblem, toSafeMessage } from "../run/failures.ts";
import { findTsx, workerEntry } from "../run/find-tsx.ts";
import { createMask, maskDeep, type Mask } from "../run/mask.ts";
import { readManifestJson, type Manifest } from "../run/manifest.ts";
import type { Reply } from "../run/protocol.ts";
import { Problem } from "../problems/problem.ts";
import type { Answer, Order, Question } from "./protocol.ts";
import type { ShrunkFailure } from "./shrink.ts";
import type { Verdict } from "./types.ts";

export type SimulatorOptions = {
  /** All of the child's environment, so that no secret of the shell reaches the worker. */
  env: Readonly<Record<string, string>>;
  /** What every OAuth capability of the worker gets. */
  accessToken: string;
  /** Longest real time for which a simulation keeps the process busy without a pause, in ms. Default 30 000. */
  limitMs?: number;
  /** Gets what the worker prints, line by line, bounded. */
  onOutput?: (line: string) => void;
};

/** A child process that has the worker of a project loaded and simulates it. */
export type Simulator = {
  readonly manifest: Manifest;
  /**
   * Plays one simulation. One that hangs or ends the process is a verdict too, `stuck`; the next one gets a new child.
   * Calls run one after the other.
   */
  simulate(order: Order): Promise<Verdict>;
  /** Looks for the shortest history in which it fails. Undefined where none was found. */
  shrink(order: Order): Promise<ShrunkFailure | undefined>;
  close(): Promise<void>;
};

const defaultLimitMs = 30_000;
const loadLimitMs = 120_000;

/** Loads the worker in a child under the project's own tsx. Throws the Problems of the room `run` if it cannot be loaded. */
export async function openSimulator(root: string, options: SimulatorOptions): Promise<Simulator> {
  const tsx = findTsx(root);
  // The environment holds no secret, but the worker may read files.
  const mask = createMask(await readEnvFile(root));
  const limitMs = options.limitMs ?? defaultLimitMs;
  const start = async (): Promise<{ connection: Connection<Question>; manifest: Manifest }> => {
    const connection = connect<Question>({
      script: childScript("./child", import.meta.url),
      root,
      tsx,
      env: options.env,
      mask,
      onOutput: options.onOutput ?? (() => {}),
    });
    const { accessToken } = options;
    const question: Question = { ask: "open", root, entry: workerEntry, accessToken };
    try {
      const reply = await connection.ask(question, { what: "loading the worker", timeoutMs: loadLimitMs });
      return { connection, manifest: readManifestJson(valueOf(reply, mask)) };
    } catch (error) {
      await connection.close();
      throw error;
    }
  };
  const first = await start();
  let current: Connection<Question> | undefined = first.connection;
  let isClosed = false;
  const ask = async (
    question: Exclude<Question, { ask: "open" }>,
    timeoutMs: number,
  ): Promise<{ value: unknown } | { ended: string }> => {
    current ??= (await start()).connection;
    try {
      const limit = { what: `the scenario ${question.order.scenario}`, timeoutMs };
      return { value: maskDeep(valueOf(await current.ask(question, limit), mask), mask) };
    } catch (error) {
      const ended = sayEnd(error);
      if (ended === undefined || isClosed) throw error;
      await current.close();
      current = undefined;
      return { ended };
    }
  };
  return {
    manifest: first.manifest,
    async simulate(order) {
      const value = await ask({ ask: "simulate", order }, limitMs);
      return "ended" in value ? stuckVerdict(order, value.ended) : verdictOf(value.value as Answer);
    },
    async shrink(order) {
      const value = await ask({ ask: "shrink", order }, limitMs);
      return "ended" in value ? undefined : ((value.value as ShrunkFailure | null) ?? undefined);
    },
    async close() {
      isClosed = true;
      await current?.close();
    },
  };
}

function valueOf(reply: Reply, mask: Mask): unknown {
  if (reply.ok) return reply.value;
  const { error } = reply;
  throw toProblem({ ...error, message: toSafeMessage(error.message, mask) }, undefined);
}

function verdictOf(answer: Answer): Verdict {
  if ("verdict" in answer) return answer.verdict;
  const { message, stack } = answer.bug;
  throw Object.assign(new Error(message), { stack });
}

/** What became of a child that did not answer; undefined for every other error. */
function sayEnd(error: unknown): string | undefined {
  if (!(error instanceof Problem)) return undefined;
  const problem: Problem = error;
  if (problem.code === "run/timeout") return "does not come back: an endless loop without waiting";
  return problem.code === "run/worker-stopped" ? problem.message : undefined;
}

function stuckVerdict({ subject, scenario, seed, settings }: Order, detail: string): Verdict {
  const key = [subject.walk, subject.delta].filter((name) => name !== undefined).join(" or ");
  return {
    scenario,
    seed,
    settings,
    findings: [{ kind: "stuck", key, detail }],
    figures: {
      requests: 0,
      leastRequests: 0,
      rows: 0,
      largestBatch: 0,
      largestState: 0,
      worstChangeMs: 0,
      worstDeleteMs: 0,
      flickers: 0,
      executes: 0,
      simulatedMs: 0,
    },
    messages: [],
    notes: [],
  };
}
