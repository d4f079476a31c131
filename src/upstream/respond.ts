import { parseRequest } from "./ask.ts";
import { refuseStranger, type Accepts } from "./auth.ts";
import { wrapRecords } from "./envelope.ts";
import { isRefusal, type Refusal, type Tools } from "./parts.ts";
import type { Printer } from "./print.ts";
import { createRateLimit } from "./rate.ts";
import { findRoute, type Route } from "./routes.ts";
import type { ApiRequest } from "./types.ts";

/** What the API has to say: an answer without the headers that all answers have. */
export type Reply = {
  status: number;
  body: string;
  headers: Readonly<Record<string, string>>;
  records: number;
  isTooFast?: true;
};

/** Answers requests as documented. */
export type Responder = {
  /** Which of the source's requests it is; undefined where none fits. */
  routeOf(request: ApiRequest): string | undefined;
  reply(request: ApiRequest): Reply;
};

type Parts = {
  tools: Tools;
  routes: readonly Route[];
  printer: Printer;
  /** The worker's clock and the server's. */
  clock: { now(): number };
  serverNow: () => number;
  accepts: Accepts;
};

/** Sign-in first, then path and method, then the rate, and then the page. */
export function createResponder({ tools, routes, printer, clock, serverNow, accepts }: Parts): Responder {
  const { source } = tools.plan;
  const base = new URL(source.baseUrl);
  const rate = createRateLimit(source);

  return {
    routeOf(request) {
      const found = find(request);
      return found !== undefined && "route" in found ? found.route.name : undefined;
    },
    reply(request) {
      const stranger = refuseStranger(source.auth, request, accepts);
      if (stranger !== undefined) return refuse(stranger);
      const found = find(request);
      if (found === undefined) return refuse({ status: 404, error: "not_found" });
      if ("allow" in found)
        return refuse({ status: 405, error: "method_not_allowed", headers: { allow: found.allow } });
      const slow = rate.admit(found.route.name, clock.now(), serverNow());
      if (slow !== undefined) return { ...refuse(slow), isTooFast: true };
      const page = found.route.page(found.asked);
      if (isRefusal(page)) return refuse(page);
      const { print } = page;
      const texts = page.rows.map((row) => (print ? JSON.stringify(print(row)) : printer.text(row)));
      const body = wrapRecords(texts, found.route.facts, page.members);
      return {
        status: 200,
        body: page.finish === undefined ? body : JSON.stringify(page.finish(JSON.parse(body))),
        headers: { ...rate.headers(found.route.name, clock.now()), ...page.headers },
        records: texts.length,
      };
    },
  };

  function find(request: ApiRequest): ReturnType<typeof findRoute> {
    const parsed = parseRequest(request, base);
    return parsed && findRoute(routes, parsed, { base, now: serverNow() });
  }
}

function refuse({ status, error, headers = {}, body = { error } }: Refusal): Reply {
  return { status, body: JSON.stringify(body), headers, records: 0 };
}
