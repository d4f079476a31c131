import { createHash, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { refuse, routes, type Answer } from "./routes.ts";
import type { Shelved } from "./shop.ts";

/** What the server needs beside the shelf: the token it accepts and the clock (epoch ms). */
export type ServerOptions = {
  token: string;
  now: () => number;
  shelved: () => readonly Shelved[];
  onRequest: () => void;
};

const largestRate = 50;

/** An HTTP server of the demo API that is not listening yet. Answers every request with JSON and a Date header. */
export function createApiServer(options: ServerOptions): Server {
  const isTooFast = limitRate(options.now);
  const server = createServer((request, response) => {
    options.onRequest();
    request.resume();
    send(response, isTooFast() ? refuse(429, "too_many_requests") : answer(request, options), options.now());
  });
  return server;
}

function answer(request: IncomingMessage, { token, now, shelved }: ServerOptions): Answer {
  if (!isSame(request.headers.authorization ?? "", `Bearer ${token}`)) return refuse(401, "unauthorized");
  const url = parseUrl(request.url ?? "/");
  const route = url && routes.get(url.pathname);
  if (!url || !route) return refuse(404, "not_found");
  if (request.method !== "GET") return refuse(405, "method_not_allowed");
  return route({ shelved: shelved(), query: url.searchParams, now: now() });
}

// The target of a request line may be anything, such as "//" or "*", and URL throws on some of it.
function parseUrl(target: string): URL | undefined {
  return URL.canParse(target, "http://127.0.0.1") ? new URL(target, "http://127.0.0.1") : undefined;
}

function isSame(given: string, expected: string): boolean {
  const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

function limitRate(now: () => number): () => boolean {
  let recent: number[] = [];
  return () => {
    const time = now();
    recent = recent.filter((earlier) => time - earlier < 1000);
    if (recent.length >= largestRate) return true;
    recent.push(time);
    return false;
  };
}

const headersByStatus: ReadonlyMap<number, Record<string, string>> = new Map([
  [401, { "WWW-Authenticate": "Bearer" }],
  [405, { Allow: "GET" }],
  [429, { "Retry-After": "1" }],
]);

function send(response: ServerResponse, { status, body }: Answer, time: number): void {
  const json = JSON.stringify(body);
  response.writeHead(status, {
    "Content-Type": "application/json; charset=utf-8",
    "Content-Length": Buffer.byteLength(json),
    "Cache-Control": "no-store",
    Date: new Date(time).toUTCString(),
    ...headersByStatus.get(status),
  });
  response.end(json);
}
