import type { Plan } from "../plan/schema.ts";
import { asksGraphql } from "../source/requests.ts";
import type { PageFacts } from "../source/schema.ts";
import { idForm, type IdStyle } from "../world/ids.ts";
import type { World } from "../world/types.ts";
import type { Accepts } from "./auth.ts";
import { defaultKnobs } from "./knobs.ts";
import { partitionOf, routesOfAll } from "./partitions.ts";
import type { Tools } from "./parts.ts";
import { createPrinter, type Printer } from "./print.ts";
import { createResponder, type Responder } from "./respond.ts";
import { createSpoiler } from "./spoil.ts";
import { createTimes } from "./times.ts";
import { createTokens } from "./tokens.ts";
import type { ApiAnswer, ApiRequest, Exchange, Knobs, Upstream } from "./types.ts";

/** What a fake API is made from. */
export type UpstreamOptions = {
  plan: Plan;
  /** The catalogue's sample answer of the list. */
  sample?: unknown;
  world: World;
  /** The worker's clock. The server's, and so the world's, is `skewMs` ahead of it. */
  clock: { now(): number };
  /** Seeded numbers in [0, 1). */
  random: () => number;
  knobs?: Partial<Knobs>;
  /** How ids are printed. Default: as in the sample. */
  idStyle?: IdStyle;
  /** The share of records with one beside them that fails the plan's `where`, 0 to 1. Default 0.15; 0 without a `where`. */
  noise?: number;
  accepts?: Accepts;
  /** How many of the last requests the log keeps. Default: all. */
  mostLogged?: number;
};

const usualNoise = 0.15;
const mostTarget = 2000;

/** A fake of the plan's API over a world. */
export function createUpstream(options: UpstreamOptions): Upstream {
  const { clock, mostLogged = Infinity } = options;
  const knobs: Knobs = { ...defaultKnobs, ...options.knobs };
  const serverNow = (): number => clock.now() + knobs.skewMs;
  const { responder, printer } = assemble(options, knobs, serverNow);
  const spoil = createSpoiler(knobs);
  const log: Exchange[] = [];
  const counts = new Map<string | undefined, number>();
  const listeners: Parameters<Upstream["onRequest"]>[0][] = [];
  const isGraphql = asksGraphql(options.plan.source);
  let tooFast = 0;

  return {
    answer(request) {
      const route = responder.routeOf(request);
      const count = (counts.get(route) ?? 0) + 1;
      counts.set(route, count);
      for (const listener of listeners) listener({ route, count });
      const { status, body, headers, records, isTooFast } = responder.reply(request);
      if (isTooFast) tooFast += 1;
      const date = knobs.dateHeader ? { date: new Date(serverNow()).toUTCString() } : {};
      const type = { "content-type": "application/json; charset=utf-8" };
      const plain: ApiAnswer = { kind: "answer", status, headers: { ...type, ...date, ...headers }, body };
      const given = spoil(request, { route, now: clock.now() }, plain);
      const shown = given.kind === "answer" ? { status: given.status, records } : { status: 0, records: 0 };
      const hasErrors = isGraphql && given.kind === "answer" && /"errors"\s*:/.test(given.body);
      const { method } = request;
      log.push({ at: clock.now(), route, method, target: targetOf(request), ...shown, hasErrors });
      if (log.length > 2 * mostLogged) log.splice(0, log.length - mostLogged);
      return given;
    },
    print: (version) => printer.whole({ version, isNoise: false }),
    partitionOf: (id) => partitionOf(id, options.plan.source, knobs),
    knobs,
    onRequest: (listener) => void listeners.push(listener),
    log,
    get tooFast() {
      return tooFast;
    },
  };
}

function assemble(
  options: UpstreamOptions,
  knobs: Knobs,
  serverNow: () => number,
): { responder: Responder; printer: Printer } {
  const { plan, sample, world, clock, random, accepts = "known" } = options;
  const { where, list } = plan.source;
  const noise = where === undefined ? 0 : (options.noise ?? usualNoise);
  const idStyle = idForm(plan, sample, options.idStyle).style;
  const times = createTimes(plan, sample, knobs);
  const printer = createPrinter({ plan, knobs, times, idStyle });
  const tokens = createTokens(expiredStatus(list.page));
  const tools: Tools = { plan, world, knobs, random, tokens, times, idStyle, noise, print: printer.record };
  const routes = routesOfAll(tools);
  return { responder: createResponder({ tools, routes, printer, clock, serverNow, accepts }), printer };
}

function expiredStatus(page: PageFacts): number {
  return ("expired" in page ? page.expired?.[0] : undefined) ?? 400;
}

function targetOf({ url }: ApiRequest): string {
  return url.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, "").slice(0, mostTarget) || "/";
}
