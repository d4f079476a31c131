import { preparePlan } from "../../../src/plan/load.ts";
import type { Plan } from "../../../src/plan/schema.ts";
import { loadEntry } from "../../../src/source/load.ts";
import { credentialOf } from "../../../src/upstream/auth.ts";
import type { ApiAnswer, Knobs, Upstream } from "../../../src/upstream/types.ts";
import { createUpstream, type UpstreamOptions } from "../../../src/upstream/upstream.ts";
import { createRandom } from "../../../src/world/random.ts";
import type { DataRecord, World } from "../../../src/world/types.ts";
import { createWorld } from "../../../src/world/world.ts";
import { acmePlan } from "../../kit/acme-plan.ts";
import { planOf } from "../../kit/plans.ts";

/** The sources these tests speak to. */
export type Source = { plan: Plan; sample: unknown };

/** The plan and the sample of a catalogue source, or of the API that is in no catalogue ("acme"). */
export async function sourceOf(id: string, set: readonly string[] = []): Promise<Source> {
  if (id === "acme") return { plan: await readPlan(acmePlan), sample: undefined };
  return { plan: await planOf(id, set), sample: (await loadEntry(id)).sample };
}

/** The plan of a text. */
export async function readPlan(text: string): Promise<Plan> {
  const { complete } = await preparePlan({ text, file: "test.plan.yaml" });
  return complete.plan;
}

/** A fake API with a clock that only moves when told. */
export type Setting = {
  world: World;
  upstream: Upstream;
  ids: string[];
  now: () => number;
  pass: (ms: number) => void;
  get: (target: string, headers?: Record<string, string>) => Answer;
};

/** An answer as a client sees it. */
export type Answer = {
  status: number;
  headers: Readonly<Record<string, string>>;
  text: string;
  body: unknown;
};

type SettingOptions = { records?: number; knobs?: Partial<Knobs>; seed?: number } & Partial<UpstreamOptions>;

const start = Date.UTC(2026, 0, 5, 12);

/** A world of some records (one a second) and the API in front of it; `now` is a minute after the last of them. */
export function setting(source: Source, { records = 7, seed = 1, ...options }: SettingOptions = {}): Setting {
  let time = start;
  const made: { upstream?: Upstream } = {};
  const worldNow = (): number => time + (made.upstream?.knobs.skewMs ?? 0);
  const world = createWorld({ ...source, seed, now: worldNow });
  const clock = { now: () => time };
  const upstream = createUpstream({ ...source, world, clock, random: createRandom(seed), ...options });
  made.upstream = upstream;
  const ids = Array.from({ length: records }, () => {
    time += 1000;
    return world.create();
  });
  time += 60_000;
  return {
    world,
    upstream,
    ids,
    now: () => time,
    pass: (ms) => void (time += ms),
    get: (target, headers) => {
      const url = target.startsWith("http") ? target : source.plan.source.baseUrl + target;
      return read(
        upstream.answer({ method: "GET", url, headers: headers ?? signedIn(source.plan), body: "" }),
      );
    },
  };
}

/** The headers that the API lets in. */
export function signedIn({ source: { auth } }: Plan): Record<string, string> {
  switch (auth.kind) {
    case "none":
      return {};
    case "header":
      return { [auth.header.toLowerCase()]: credentialOf(auth.env) };
    case "basic":
      return { authorization: `Basic ${credentialOf(auth.env)}` };
    case "bearer":
      return { authorization: `Bearer ${credentialOf(auth.env)}` };
    default:
      return { authorization: `Bearer ${credentialOf(auth.env.clientId)}` };
  }
}

/** An answer that did come, with its JSON. */
export function read(answer: ApiAnswer): Answer {
  if (answer.kind !== "answer") throw new Error(`No answer: ${answer.kind}`);
  const { status, headers, body } = answer;
  return { status, headers, text: body, body: JSON.parse(body) as unknown };
}

/** The list at a name of a body, or the body itself. */
export function recordsOf({ body }: Answer, name?: string): DataRecord[] {
  const list = name === undefined ? body : (body as DataRecord)[name];
  if (!Array.isArray(list)) throw new Error(`No list: ${JSON.stringify(body)}`);
  return list as DataRecord[];
}

/** The ids of records, as text. */
export function idsOf(records: readonly DataRecord[]): string[] {
  return records.map(({ id }) => String(id));
}

/** The URL of rel="next". */
export function nextLink({ headers }: Answer): string | undefined {
  return /<([^>]*)>;\s*rel="?next"?/.exec(headers["link"] ?? "")?.[1];
}

/** All pages that the Link header leads to, at most `most`. */
export function followLinks({ get }: Setting, target: string, most = 50): Answer[] {
  const pages = [get(target)];
  for (let next = nextLink(pages[0] as Answer); next !== undefined && pages.length < most;) {
    const page = get(next);
    pages.push(page);
    next = nextLink(page);
  }
  return pages;
}

/** All pages that a token in the body leads to, at most `most`. */
export function followTokens(
  { get }: Setting,
  target: string,
  { read: member, send = "cursor", most = 50 }: { read: string; send?: string; most?: number },
): Answer[] {
  const pages = [get(target)];
  for (;;) {
    const token = (pages.at(-1)?.body as DataRecord)[member];
    if (typeof token !== "string" || token === "" || pages.length >= most) return pages;
    pages.push(get(`${target}${target.includes("?") ? "&" : "?"}${send}=${encodeURIComponent(token)}`));
  }
}
