import { RateLimitError } from "@notionhq/workers";
import { HttpError } from "./http-error.js";
import { retryAfterSeconds } from "./retry-after-seconds.js";

export type FetchOptions = {
  headers?: Record<string, string>;
  /** Sent as JSON, by POST. */
  body?: unknown;
  /** Refusals that are read like any other answer, because they hold what was asked for. */
  accept?: readonly number[];
  /** True for an answer by which this API says "too fast" without status 429. */
  isRateLimit?: (response: Response) => boolean | Promise<boolean>;
  /** A header that tells when the limit ends. */
  resetHeader?: string;
};

/** Reads one URL as JSON. Throws RateLimitError when told to wait, HttpError for other refusals. */
export async function fetchJson(
  url: string,
  options: FetchOptions = {},
): Promise<{ body: unknown; headers: Headers }> {
  const isPost = options.body !== undefined;
  const request = `${isPost ? "POST" : "GET"} ${new URL(url).pathname}`;
  const failed = (error: { name?: string; cause?: { code?: string } }): never => {
    throw new Error(`${request}: no answer (${error.cause?.code ?? error.name ?? "network error"})`);
  };
  const init: RequestInit = { headers: options.headers ?? {}, signal: AbortSignal.timeout(60_000) };
  if (isPost) {
    init.method = "POST";
    init.headers = { "Content-Type": "application/json", ...options.headers };
    init.body = JSON.stringify(options.body);
  }
  const response = await fetch(url, init).catch(failed);
  const { status, headers } = response;
  const isTold = status === 429 || ((status === 403 || status === 503) && headers.has("retry-after"));
  if (isTold || (await options.isRateLimit?.(response))) {
    throw new RateLimitError({ retryAfter: retryAfterSeconds(headers, options.resetHeader) });
  }
  if (!response.ok && !options.accept?.includes(status)) throw new HttpError(request, status);
  const text = await response.text().catch(failed);
  try {
    return { body: JSON.parse(text), headers };
  } catch {
    const kind = headers.get("content-type") ?? "no content type";
    throw new Error(`${request}: expected JSON, got ${text.length} characters of ${kind}`);
  }
}
