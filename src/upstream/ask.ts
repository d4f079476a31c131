import type { Asked, StreamFacts } from "./parts.ts";
import { readOwnSize } from "./own-size.ts";
import { readSlots } from "./slots.ts";
import type { ApiRequest } from "./types.ts";

/** A request taken apart, before it is known which route it is for. */
export type Parsed = { request: ApiRequest; url: URL; body: unknown };

/** Takes a request apart; a bare path belongs to `base`. Undefined if its URL is none or leads elsewhere. */
export function parseRequest(request: ApiRequest, base: URL): Parsed | undefined {
  if (!URL.canParse(request.url, base.href)) return undefined;
  const url = new URL(request.url, base.href);
  return url.origin === base.origin ? { request, url, body: parseBody(request.body) } : undefined;
}

/** A request as the route with these facts reads it. */
export function askAs(
  { request, url, body }: Parsed,
  facts: StreamFacts,
  { path, now }: { path: string; now: number },
): Asked {
  const query = url.searchParams;
  const own = readOwnSize(facts, { query, body });
  const slots = readSlots(facts.request, { path, query: own?.query ?? query, body });
  return {
    ...(own && { ownSize: own.size }),
    request,
    url,
    query,
    facts,
    body,
    now,
    slot(name, send) {
      const sent = send === undefined ? null : query.get(send);
      return sent ?? slots.get(name);
    },
  };
}

function parseBody(text: string): unknown {
  if (text === "") return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
