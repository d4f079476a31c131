import { authUnit } from "../../generators/index.ts";
import type { Plan } from "../plan/schema.ts";
import { pacerOfKind } from "../plan/names.ts";
import { sayDuration } from "../source/duration.ts";
import { pacesOf, type Pace } from "../source/pace.ts";
import { answerPath } from "../source/path.ts";
import { isRefusalRead, posts } from "../source/requests.ts";
import type { ThrottleFacts } from "../source/schema.ts";
import { withArticle } from "./words.ts";
import type { ClientNode, CodeModel, CredentialNode, Names, OAuthNode } from "./types.ts";

/** Everything that sends a request: who signs it, how fast it may go, and the function that does it. */
export function clientNodes(
  plan: Plan,
  names: Names,
  canBroker: boolean,
): Pick<CodeModel, "pacer" | "pacers" | "client" | "credential" | "oauth"> {
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
    accepts: isRefusalRead(source),
    ...(names.pacers.size > 0 && {
      paced: "The pace of such requests alone comes last: a wait after it would bring them closer together.",
    }),
    headers: Object.entries(source.headers).map(([name, value]) => ({ name, value })),
    ...(sign && { sign }),
    ...(throttle && { throttle: throttleNode(throttle, source.product) }),
  };
  return {
    client,
    ...pacerNodes(plan, names),
    ...(credential && { credential }),
    ...(oauth && { oauth: oauthNode(plan, names, oauth) }),
  };
}

function throttleNode(throttle: ThrottleFacts, product: string): NonNullable<ClientNode["throttle"]> {
  const texts = [throttle.equals].flat();
  const [only] = texts;
  return {
    why: `${product} also says "too fast" with status ${throttle.status}.`,
    status: throttle.status,
    texts,
    ...("header" in throttle && { header: throttle.header }),
    ...("body" in throttle && { path: answerPath(throttle.body) ?? [] }),
    ...(texts.length === 1 && only !== undefined && { only }),
    resetHeader: throttle.resetHeader,
  };
}

/** The pacer of all requests, and those of single kinds. */
function pacerNodes({ source, pacer }: Plan, names: Names): Pick<CodeModel, "pacer" | "pacers"> {
  const { worker } = names;
  const { product, rate } = source;
  const { shared, own } = pacesOf(rate);
  const of = { list: "full reads", changes: "what changed", read: "single records" };
  return {
    pacer: {
      ...{ worker, variable: names.pacer, key: names.keys.pacer, ...shared },
      why: `At most ${sayPace(shared)} to ${product}; every sync that calls it shares this pacer.`,
    },
    pacers: own.map(({ kind, pace }) => ({
      ...{ worker, kind, key: pacerOfKind(pacer, kind), ...pace },
      variable: names.pacers.get(kind) ?? pacerOfKind(pacer, kind),
      why: `Beside that, at most ${sayPace(pace)} for ${of[kind]}: ${product} counts these on their own.`,
    })),
  };
}

function sayPace({ requests, intervalMs }: Pace): string {
  const span = sayDuration(intervalMs);
  const per = span.startsWith("1 ") ? withArticle(span.slice(2)) : `in ${span}`;
  return `${requests.toLocaleString("en-US")} requests ${per}`;
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
