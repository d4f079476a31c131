import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Plan } from "../plan/schema.ts";
import { createRandom, mixSeeds } from "../world/random.ts";
import { createWorld } from "../world/world.ts";
import { startChanging } from "./changing.ts";
import type { ApiAnswer, ApiRequest, Knobs, Upstream } from "./types.ts";
import { createUpstream } from "./upstream.ts";

/** What is served, and how. */
export type ServeOptions = {
  plan: Plan;
  /** The catalogue's sample answer of the list. */
  sample?: unknown;
  /** The same seed gives the same records. */
  seed: number;
  /** Whether records are created, edited, emptied, deleted and restored every few seconds. */
  changing: boolean;
  /** A port of the loopback; 0 is any free one. */
  port: number;
  /** How many records there are at first. Default 40. */
  records?: number;
  knobs?: Partial<Knobs>;
};

/** A fake API that answers over HTTP. */
export type ServedUpstream = {
  /** Takes the place of the plan's baseUrl: `http://127.0.0.1:<port>` and its path, without a slash at the end. */
  readonly url: string;
  /** What it was asked, and the knobs. */
  readonly upstream: Upstream;
  /** Stops changing and listening, and drops open connections. */
  close(): Promise<void>;
};

const mostBody = 1_000_000;
const mostLogged = 10_000;

/**
 * Serves the plan's API over real HTTP on 127.0.0.1 with the real clock. It takes any credential that has the form the
 * plan's sign-in asks for (a bearer token, the header, the base64 of a user and a password) and refuses a request
 * without one. Fails with Node's own error when the port is taken.
 */
export async function serveUpstream(options: ServeOptions): Promise<ServedUpstream> {
  const { plan, sample, seed, changing, port, records = 40, knobs = {} } = options;
  const made: { upstream?: Upstream } = {};
  const world = createWorld({
    plan,
    sample,
    seed,
    now: () => Date.now() + (made.upstream?.knobs.skewMs ?? 0),
  });
  const first = Date.now();
  for (let count = 0; count < records; count += 1)
    world.create({ updatedAt: first - (records - count) * 60_000 });

  const server = createServer((request, response) => {
    const { upstream } = made;
    if (upstream !== undefined) void receive(request, response, upstream);
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");

  const path = new URL(plan.source.baseUrl).pathname.replace(/\/$/, "");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
  const upstream = createUpstream({
    plan: { ...plan, source: { ...plan.source, baseUrl: url } },
    sample,
    world,
    clock: { now: () => Date.now() },
    random: createRandom(mixSeeds(seed, 2)),
    knobs,
    accepts: "any",
    mostLogged,
  });
  made.upstream = upstream;
  const stopChanging = changing
    ? startChanging(world, createRandom(mixSeeds(seed, 3)), namesOf(plan))
    : () => {};
  let closed: Promise<unknown> | undefined;
  return {
    url,
    upstream,
    async close() {
      stopChanging();
      closed ??= once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function receive(
  request: IncomingMessage,
  response: ServerResponse,
  upstream: Upstream,
): Promise<void> {
  const body = await readBody(request).catch(() => undefined);
  if (body === undefined) {
    response.writeHead(413, { "content-type": "application/json; charset=utf-8", connection: "close" });
    response.end(JSON.stringify({ error: "body_too_large" }));
    return;
  }
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, [value ?? ""].flat().join(", ")]),
  );
  const asked: ApiRequest = { method: request.method ?? "GET", url: request.url ?? "/", headers, body };
  const given = upstream.answer(asked);
  setTimeout(() => send(response, given), upstream.knobs.latencyMs);
}

function send(response: ServerResponse, given: ApiAnswer): void {
  if (given.kind === "silence") return;
  if (given.kind === "reset") {
    response.destroy();
    return;
  }
  // Node adds a Date of its own where the API has none.
  response.sendDate = false;
  response.writeHead(given.status, { ...given.headers, "content-length": Buffer.byteLength(given.body) });
  response.end(given.body);
}

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request) {
    length += (part as Buffer).length;
    if (length > mostBody) throw new Error("The body is too large");
    parts.push(part as Buffer);
  }
  return Buffer.concat(parts).toString();
}

function namesOf({ fields, database }: Plan): string[] {
  return fields.map(({ name }) => name).filter((name) => name !== database.primaryKey);
}
