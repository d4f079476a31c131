import { RateLimitError, type SyncChangeUpsert } from "@notionhq/workers";
import * as Builder from "@notionhq/workers/builder";
import * as Schema from "@notionhq/workers/schema";

export type Sample = Partial<
  Record<"uuid" | "name" | "kind" | "amount_ml" | "protocol_url" | "collected_on" | "updated_at", unknown>
> & { owner?: { full_name?: unknown } | null };

export const sampleProperties = {
  Sample: Schema.title(),
  Kind: Schema.select([]),
  Amount: Schema.number(),
  Owner: Schema.richText(),
  Protocol: Schema.url(),
  Collected: Schema.date(),
  UUID: Schema.richText(),
};

const home = "https://benchbook.example/rest/v3/samples";

export const allSamples = (): string => `${home}?sort=created&per_page=20`;
export const samplesSince = (ms: number): string =>
  `${home}?sort=updated&direction=asc&per_page=20&since=${encodeURIComponent(new Date(ms).toISOString())}`;

export type Page = { samples: Sample[]; next?: string; serverNow: number } | "expired";

/** Reads a page of samples. `isFirst`: whether the address is one of ours and not one the API gave. */
export async function readPage(address: string, isFirst: boolean): Promise<Page> {
  const url = new URL(address);
  if (url.host !== "benchbook.example") throw new Error("Benchbook links to a page on another host");
  const { BENCHBOOK_TOKEN: token } = process.env;
  if (!token) throw new Error("Set BENCHBOOK_TOKEN (ntn workers env set BENCHBOOK_TOKEN …)");
  const answer = await fetch(url, {
    headers: { Accept: "application/json", Authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(60_000),
  });
  const serverNow = Date.parse(answer.headers.get("date") ?? "") || Date.now();
  if (answer.status === 429) throw new RateLimitError({ retryAfter: secondsToWait(answer, serverNow) });
  if (!isFirst && [400, 404, 410, 422].includes(answer.status)) return "expired";
  if (!answer.ok) throw new Error(`Benchbook: HTTP ${answer.status} for ${url.pathname}`);
  const samples: unknown = await answer.json();
  if (!Array.isArray(samples)) throw new Error(`Benchbook: ${url.pathname} is no list`);
  const next = nextLink(answer.headers.get("link"), url);
  return {
    samples: samples.filter((sample) => sample !== null && typeof sample === "object") as Sample[],
    serverNow,
    ...(next !== undefined && !(samples.length === 0 && next === url.href) && { next }),
  };
}

function nextLink(header: string | null, from: URL): string | undefined {
  const match = /<([^<>]+)>\s*;[^<]*\brel="?next"?/i.exec(header ?? "");
  return match?.[1] === undefined ? undefined : new URL(match[1], from).href;
}

function secondsToWait({ headers }: Response, now: number): number {
  const said = headers.get("retry-after") ?? "";
  const seconds =
    said.trim() !== "" && Number.isFinite(Number(said)) ? Number(said) : (Date.parse(said) - now) / 1000;
  return Number.isFinite(seconds) ? Math.ceil(Math.min(3600, Math.max(1, seconds))) : 60;
}

/** When a sample changed, in ms since 1970; undefined if it does not say. */
export function changedAt({ updated_at: time }: Sample): number | undefined {
  if (typeof time !== "string") return undefined;
  const ms = Date.parse(/\d$/.test(time) && !/[+-]\d{2}:?\d{2}$/.test(time) ? `${time}Z` : time);
  return Number.isNaN(ms) ? undefined : ms;
}

/** Upserts for a page: one per sample, of its newest version. */
export function toUpserts(samples: readonly Sample[]): SyncChangeUpsert<"UUID", typeof sampleProperties>[] {
  const ordered = [...samples].sort((one, other) => (changedAt(one) ?? 0) - (changedAt(other) ?? 0));
  const newest = new Map(
    ordered.flatMap((sample) => (asText(sample.uuid) ? [[String(sample.uuid), sample]] : [])),
  );
  return [...newest].map(([uuid, sample]) => toUpsert(uuid, sample));
}

function toUpsert(uuid: string, sample: Sample): SyncChangeUpsert<"UUID", typeof sampleProperties> {
  const changed = changedAt(sample);
  const isTrusted = changed !== undefined && changed - Date.now() < 86_400_000;
  return {
    type: "upsert",
    key: uuid,
    ...(isTrusted ? { upstreamUpdatedAt: new Date(changed).toISOString() } : {}),
    properties: {
      Sample: Builder.title(asText(sample.name) ?? "Untitled sample"),
      Kind: when(asText(asText(sample.kind)?.replaceAll(/\s*,\s*/g, "; "), 100), Builder.select),
      Amount: when(asNumber(sample.amount_ml), Builder.number),
      Owner: when(asText(sample.owner?.full_name), Builder.richText),
      Protocol: when(asLink(sample.protocol_url), Builder.url),
      Collected: when(asDay(sample.collected_on), Builder.date),
      UUID: Builder.richText(uuid),
    },
  };
}

/** What is not there is sent as an empty value, which clears the cell. */
function when<Value, Cell>(value: Value | undefined, build: (value: Value) => Cell): Cell | [] {
  return value === undefined ? [] : build(value);
}

function asText(value: unknown, most = 2000): string | undefined {
  if (!["string", "number", "boolean"].includes(typeof value)) return undefined;
  const text = String(value).trim();
  const cut = `${text.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, "")}…`;
  return text === "" ? undefined : text.length > most ? cut : text;
}

function asNumber(value: unknown): number | undefined {
  const number = typeof value === "boolean" ? NaN : Number(asText(value) ?? NaN);
  return Number.isFinite(number) ? number : undefined;
}

function asLink(value: unknown): string | undefined {
  const text = asText(value);
  return text !== undefined && /^(https?:\/\/|mailto:)/i.test(text) && URL.canParse(text) ? text : undefined;
}

/** A day, if there is one in the calendar: Builder.date() takes February 30 as well. */
function asDay(value: unknown): string | undefined {
  const day = typeof value === "string" ? value.slice(0, 10) : "";
  const time = /^\d{4}-\d{2}-\d{2}$/.test(day) ? new Date(`${day}T00:00:00Z`) : new Date(NaN);
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(day) ? day : undefined;
}
