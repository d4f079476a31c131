import { isRecord } from "./protocol.ts";

/** Stands in for the platform's credential broker: puts declared secrets into the headers of matching HTTPS requests. */
export type Broker = {
  fetch: typeof fetch;
  /** Credentials that a request needed and that have no value here; whoever runs the requests clears it. */
  missing: Set<string>;
};

type Injection = { key: string; domain: string; header: string; template: string };

const mostRedirects = 20;

/**
 * Wraps `fetch` by the manifest's credentials. `credentials` and `valueOf` are read at each request, because a worker
 * may keep a reference to `fetch` from before its credentials are declared.
 */
export function createBroker(
  real: typeof fetch,
  credentials: () => unknown,
  valueOf: (key: string) => string | undefined,
): Broker {
  const missing = new Set<string>();
  const send = async (request: Request, redirects: number): Promise<Response> => {
    const injections = readInjections(credentials()).filter((one) =>
      covers(one.domain, new URL(request.url)),
    );
    if (injections.length === 0) return real(request);
    const follow = request.redirect === "follow";
    const signed = new Request(request, follow ? { redirect: "manual" } : {});
    for (const { key, header, template } of injections) {
      const value = valueOf(key);
      if (!value) {
        missing.add(key);
        throw new Error(`${key} is not set`);
      }
      signed.headers.set(
        header,
        template.replace("{{credential}}", () => value),
      );
    }
    const response = await real(signed);
    const next = follow ? findRedirect(request, response) : undefined;
    if (next === undefined) return response;
    if (redirects === mostRedirects) throw new TypeError("fetch failed: too many redirects");
    // The broker decides anew for each host, so that a secret never travels to one that was not declared.
    return send(next, redirects + 1);
  };
  return {
    missing,
    fetch: async (input, init) => {
      const url = new URL(typeof input === "object" && "url" in input ? input.url : input);
      const isCovered = readInjections(credentials()).some(({ domain }) => covers(domain, url));
      return isCovered ? send(new Request(input, init), 0) : real(input, init);
    },
  };
}

// A request with a body is left to the caller: its body was sent and is gone.
function findRedirect(request: Request, response: Response): Request | undefined {
  const location = response.headers.get("location");
  if (![301, 302, 303, 307, 308].includes(response.status) || location === null) return undefined;
  if (request.method !== "GET" && request.method !== "HEAD") return undefined;
  const url = new URL(location, request.url);
  const headers = new Headers(request.headers);
  const isSameOrigin = url.origin === new URL(request.url).origin;
  for (const name of isSameOrigin ? [] : ["authorization", "cookie"]) headers.delete(name);
  return new Request(url, { method: request.method, headers, signal: request.signal });
}

function covers(domain: string, url: URL): boolean {
  if (url.protocol !== "https:") return false;
  return domain.startsWith("*.") ? url.hostname.endsWith(domain.slice(1)) : url.hostname === domain;
}

function readInjections(credentials: unknown): Injection[] {
  const injections: Injection[] = [];
  for (const { key, network } of records(credentials)) {
    for (const { domain, transform } of records(network)) {
      for (const { headers } of records(transform)) {
        for (const [header, template] of isRecord(headers) ? Object.entries(headers) : []) {
          injections.push({ key: String(key), domain: String(domain), header, template: String(template) });
        }
      }
    }
  }
  return injections;
}

function records(list: unknown): Record<string, unknown>[] {
  return Array.isArray(list) ? list.filter(isRecord) : [];
}
