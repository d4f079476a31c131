import { authUnit } from "../../generators/index.ts";
import type { Plan } from "../plan/schema.ts";
import { parseDuration, sayDuration } from "../source/duration.ts";
import { posts } from "../source/requests.ts";
import type { RateFacts } from "../source/schema.ts";
import { withArticle } from "./words.ts";
import type { ClientNode, CodeModel, CredentialNode, Names, OAuthNode, PacerNode } from "./types.ts";

/** Everything that sends a request: who signs it, how fast it may go, and the function that does it. */
export function clientNodes(
  plan: Plan,
  names: Names,
  canBroker: boolean,
): Pick<CodeModel, "pacer" | "client" | "credential" | "oauth"> {
  const { source } = plan;
  const unit = authUnit(source.auth.kind);
  const credential = canBroker ? credentialNode(plan, names) : undefined;
  const oauth = unit.oauth?.(source.auth, names);
  const sign = credential ? undefined : unit.sign(source.auth, names);
  const { throttle } = source;
  const client: ClientNode = {
    name: names.request,
    pacer: names.pacer,
    baseUrl: names.baseUrl,
    url: source.baseUrl,
    why: `One ${posts(source) ? "request" : "GET"}, paced${credential ? "; Notion signs it on the way" : sign ? " and signed" : ""}.`,
    posts: posts(source),
    accepts: source.changes.kind === "delta-token" && source.changes.start.by === "refusal",
    headers: Object.entries(source.headers).map(([name, value]) => ({ name, value })),
    ...(sign && { sign }),
    ...(throttle && {
      throttle: {
        ...throttle,
        why: `${source.product} also says "too fast" with status ${throttle.status}.`,
      },
    }),
  };
  return {
    client,
    pacer: pacerNode(plan, names),
    ...(credential && { credential }),
    ...(oauth && { oauth: oauthNode(plan, names, oauth) }),
  };
}

/** The slowest of the API's limits, as the pacer's spacing: it keeps all of them. */
export function strictestRate(rates: readonly RateFacts[]): { requests: number; intervalMs: number } {
  const all = rates.map((rate) => ({ requests: rate.requests, intervalMs: parseDuration(rate.per) ?? 1000 }));
  return all.reduce((slow, rate) =>
    rate.intervalMs / rate.requests > slow.intervalMs / slow.requests ? rate : slow,
  );
}

function pacerNode(plan: Plan, names: Names): PacerNode {
  const { requests, intervalMs } = strictestRate(plan.source.rate);
  const span = sayDuration(intervalMs);
  const per = span.startsWith("1 ") ? withArticle(span.slice(2)) : `in ${span}`;
  return {
    worker: names.worker,
    variable: names.pacer,
    key: names.keys.pacer,
    requests,
    intervalMs,
    why: `At most ${requests.toLocaleString("en-US")} requests ${per} to ${plan.source.product}; every sync that calls it shares this pacer.`,
  };
}

/** The platform signs only https requests to a host that is known here (sdk-contract 6.1). */
function credentialNode(plan: Plan, names: Names): CredentialNode | undefined {
  const { auth, baseUrl, product } = plan.source;
  const url = new URL(baseUrl);
  const brokered = authUnit(auth.kind).brokered?.(auth);
  if (!brokered || url.protocol !== "https:" || url.port !== "" || !url.hostname.includes("."))
    return undefined;
  const why = `Notion keeps the secret and adds it to requests to ${product}; it never reaches this code.`;
  return { worker: names.worker, domain: url.hostname, why, ...brokered };
}

function oauthNode(plan: Plan, names: Names, oauth: Omit<OAuthNode, "worker" | "why">): OAuthNode {
  const why = `People sign in to ${plan.source.product} once (ntn workers oauth start ${names.keys.auth}); Notion renews the token.`;
  return { worker: names.worker, why, ...oauth };
}
