import { STATUS_CODES } from "node:http";
import type { ApiAnswer, Upstream } from "../upstream/types.ts";

/** The fake source at the other end of the line. `origins` are the hosts it answers for, as `https://api.example.com`. */
export type Line = {
  upstream: Pick<Upstream, "answer"> & { knobs: Pick<Upstream["knobs"], "latencyMs"> };
  origins: ReadonlySet<string>;
};

/** A `fetch` that reaches nobody but the fake source. */
export type Network = {
  fetch: typeof fetch;
  /** From now on requests go there. Forgets the foreign hosts. */
  connect(line: Line): void;
  /** Hosts that were asked and are not the source's, each once. */
  foreign(): readonly string[];
};

// Node's fetch gives up on headers after this time.
const longestSilenceMs = 300_000;
const withoutBody = [204, 205, 304];

/** The network of a simulating process. Answers take the source's latency in virtual time, by the timers there are at that time. */
export function createNetwork(): Network {
  let line: Line | undefined;
  const foreign = new Set<string>();
  return {
    connect(next) {
      line = next;
      foreign.clear();
    },
    foreign: () => [...foreign],
    async fetch(input, init) {
      const request = new Request(input, init);
      const { origin, host } = new URL(request.url);
      request.signal.throwIfAborted();
      if (line === undefined) throw new TypeError("fetch failed: no source is connected yet");
      if (!line.origins.has(origin)) {
        foreign.add(host);
        const known = [...line.origins].join(" and ");
        throw new TypeError(`fetch failed: simulate plays ${known} only, and the code asked ${host}`);
      }
      const body = request.body === null ? "" : await request.text();
      const { method, url } = request;
      const answer = line.upstream.answer({ method, url, headers: headersOf(request), body });
      const ms = answer.kind === "silence" ? longestSilenceMs : line.upstream.knobs.latencyMs;
      await passTime(ms, request.signal);
      return receive(answer, url);
    },
  };
}

// What Node's fetch sends along where the code does not say otherwise.
function headersOf(request: Request): Record<string, string> {
  const headers = new Map([
    ["accept", "*/*"],
    ["user-agent", "node"],
  ]);
  request.headers.forEach((value, name) => headers.set(name, value));
  return Object.fromEntries(headers);
}

function passTime(ms: number, signal: AbortSignal): Promise<void> | undefined {
  if (ms <= 0) return undefined;
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      clearTimeout(timer);
      // The reason is whatever the code aborted with.
      reject(signal.reason as Error);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", abort);
      resolve();
    }, ms);
    signal.addEventListener("abort", abort, { once: true });
  });
}

function receive(answer: ApiAnswer, url: string): Response {
  if (answer.kind === "silence") throw failure("UND_ERR_HEADERS_TIMEOUT", "Headers Timeout Error");
  if (answer.kind === "reset") throw failure("ECONNRESET", "read ECONNRESET");
  const { status, headers, body } = answer;
  const response = new Response(withoutBody.includes(status) ? null : body, {
    status,
    statusText: STATUS_CODES[status] ?? "",
    headers: { ...headers },
  });
  Object.defineProperty(response, "url", { value: url });
  return response;
}

function failure(code: string, message: string): TypeError {
  return new TypeError("fetch failed", { cause: Object.assign(new Error(message), { code }) });
}
