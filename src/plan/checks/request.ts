import { Problem } from "../../problems/problem.ts";
import type { AuthFacts } from "../../source/schema.ts";
import type { Locate } from "../document.ts";
import type { PlanCheck } from "./check.ts";
import { lookupStreams, pagedStreams, type PagedStream } from "./streams.ts";

/** Paging by the last record's id skips rows when records change places. */
export const checkLastIdOrder: PlanCheck = ({ source: { list } }, locate) =>
  list.page.kind === "last-id" && list.order === "moving"
    ? [new Problem("plan/last-id-moves", {}, locate(["source", "list", "order"]))]
    : [];

/** A parameter that the paging sends must not be in the query as well: one of the two would win without a word. */
export const checkQueryIsFree: PlanCheck = ({ source }, locate) =>
  [...pagedStreams(source), ...lookupStreams(source)].flatMap((stream) => taken(stream, locate));

function taken({ facts: stream, at, part }: PagedStream, locate: Locate): Problem[] {
  const { page, request } = stream;
  const sent = [
    "size" in page ? page.size?.send : undefined,
    ...(isShared(stream) ? [stream] : [page, stream]).flatMap((facts) => [
      "send" in facts ? facts.send : undefined,
      "sendId" in facts ? facts.sendId : undefined,
      "sendUntil" in facts ? facts.sendUntil : undefined,
      "upward" in facts ? facts.upward : undefined,
    ]),
  ];
  const names = sent.filter((name) => name !== undefined);
  return [...new Set(names)].flatMap((name) => {
    const isTwice = names.filter((other) => other === name).length > 1;
    if (!isTwice && !Object.hasOwn(request.query, name)) return [];
    const path = isTwice ? [...at, "page"] : [...at, "request", "query", name];
    const what = isTwice ? "two parts of the paging" : `${part}.request.query and the paging`;
    return [new Problem("plan/query-taken", { name, what }, locate(path))];
  });
}

/** Where the token of the changes goes on as that of the next page, one parameter sends both. */
function isShared(stream: PagedStream["facts"]): boolean {
  return "token" in stream && stream.page.kind === "cursor" && stream.page.send === stream.send;
}

// Set by fetch, by the sign-in, or able to carry a secret into the code.
const forbidden = new Set([
  "authorization",
  "proxy-authorization",
  "cookie",
  "host",
  "content-length",
  "connection",
  "transfer-encoding",
]);

/** Headers of every request hold no secret and do not compete with the sign-in. */
export const checkHeaders: PlanCheck = ({ source: { headers, auth } }, locate) => {
  const own = auth.kind === "header" ? auth.header.toLowerCase() : undefined;
  const names = Object.keys(headers);
  return names.flatMap((name, index): Problem[] => {
    const lower = name.toLowerCase();
    const place = locate(["source", "headers", name], "key");
    if (forbidden.has(lower) || lower === own) return [new Problem("plan/header-taken", { name }, place)];
    const isTwice = names.findIndex((other) => other.toLowerCase() === lower) < index;
    return isTwice ? [new Problem("plan/header-twice", { name }, place)] : [];
  });
};

/** The two secrets of an OAuth app are two variables. */
export const checkAuthNames: PlanCheck = ({ source: { auth } }, locate) =>
  isOneName(auth)
    ? [new Problem("plan/oauth-one-name", { env: auth.env.clientId }, locate(["source", "auth", "env"]))]
    : [];

function isOneName(auth: AuthFacts): auth is Extract<AuthFacts, { kind: "oauth-code" }> {
  return auth.kind === "oauth-code" && auth.env.clientId === auth.env.clientSecret;
}
