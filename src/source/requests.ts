import type { Facts, RequestFacts } from "./schema.ts";

/** Where a request stands in a plan: `["source", "list", "request"]`. */
type Place = readonly (string | number)[];

/** The parts of the facts that hold requests, each request replaced by what `change` makes of it. */
export function mapRequests(
  { list, changes, deletes, lookups, children }: Facts,
  change: (request: RequestFacts, at: Place) => RequestFacts,
): Pick<Facts, "list" | "changes" | "deletes" | "lookups" | "children"> {
  return {
    list: { ...list, request: change(list.request, ["source", "list", "request"]) },
    changes: mapChanges(changes, (request, ...at) => change(request, ["source", "changes", ...at])),
    deletes: deletes.map((entry, index) => {
      if (entry.kind !== "delete-log") return entry;
      const at = ["source", "deletes", index];
      const check = change(entry.check.request, [...at, "check", "request"]);
      return { ...entry, request: change(entry.request, [...at, "request"]), check: { request: check } };
    }),
    ...(lookups && { lookups: named(lookups, "lookups") }),
    ...(children && { children: named(children, "children") }),
  };

  function named<Part extends { request: RequestFacts }>(parts: Record<string, Part>, of: string) {
    const mapped = Object.entries(parts).map(([name, part]): [string, Part] => [
      name,
      { ...part, request: change(part.request, ["source", of, name, "request"]) },
    ]);
    return Object.fromEntries(mapped);
  }
}

function mapChanges(
  changes: Facts["changes"],
  change: (request: RequestFacts, ...at: string[]) => RequestFacts,
): Facts["changes"] {
  if (changes.kind === "none") return changes;
  const mapped = { ...changes, request: change(changes.request, "request") };
  if (mapped.kind !== "delta-token" && mapped.kind !== "event-feed") return mapped;
  const { read } = mapped;
  if (read) mapped.read = { ...read, request: change(read.request, "read", "request") };
  if (mapped.kind === "delta-token" && mapped.start.by === "call")
    mapped.start = { ...mapped.start, request: change(mapped.start.request, "start", "request") };
  return mapped;
}

/** Every request of a source, with its place in a plan. */
export function requestsOf(facts: Facts): { request: RequestFacts; at: Place }[] {
  const found: { request: RequestFacts; at: Place }[] = [];
  mapRequests(facts, (request, at) => {
    found.push({ request, at });
    return request;
  });
  return found;
}

/** Whether a refusal of some request is read like an answer. */
export function isRefusalRead({ changes }: Pick<Facts, "changes">): boolean {
  return changes.kind === "delta-token" && changes.start.by === "refusal";
}

/** Whether a request sends a GraphQL document, so that a failure may be told with status 200. */
export function isGraphql({ method, body }: RequestFacts): boolean {
  const document = method === "POST" ? body?.["query"] : undefined;
  return typeof document === "string" && /^\s*(query\b|\{)/.test(document);
}

/** Whether a source's list is asked for by a GraphQL document, whatever its pages are. */
export function asksGraphql({ list }: Pick<Facts, "list">): boolean {
  return list.page.kind === "relay" || isGraphql(list.request);
}

/** Whether some request of a source is a POST. */
export function posts(facts: Facts): boolean {
  return requestsOf(facts).some(({ request }) => request.method === "POST");
}
