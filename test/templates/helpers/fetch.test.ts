import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { RateLimitError } from "@notionhq/workers";
import { afterEach, describe, expect, it } from "vitest";
import { expired } from "../../../templates/helpers/expired.ts";
import { fetchJson } from "../../../templates/helpers/fetch-json.ts";
import { HttpError } from "../../../templates/helpers/http-error.ts";
import { refusalSays } from "../../../templates/helpers/refusal-says.ts";
import { retryAfterSeconds } from "../../../templates/helpers/retry-after-seconds.ts";

let stop: (() => void) | undefined;
afterEach(() => stop?.());

/** A real server on loopback that answers every request the same way. */
async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  stop = () => server.closeAllConnections();
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const failure = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => "no error",
    (error: unknown) => error,
  );

describe("fetchJson", () => {
  it("gives the body and the headers, and sends ours", async () => {
    const url = await serve((request, response) =>
      response.setHeader("x-seen", request.headers["x-mine"] ?? "").end('{"a":1}'),
    );
    const { body, headers } = await fetchJson(`${url}/v1/books`, { headers: { "x-mine": "yes" } });
    expect(body).toEqual({ a: 1 });
    expect(headers.get("x-seen")).toBe("yes");
  });

  it.each([
    ["seconds", "30", 30],
    ["zero, which must not mean at once", "0", 1],
    ["an absurd time", "999999", 3600],
    ["nothing", undefined, 60],
    ["words", "soon", 60],
  ])("asks to wait on 429 with %s", async (_name, value, seconds) => {
    const url = await serve((_request, response) => {
      response.statusCode = 429;
      if (value !== undefined) response.setHeader("retry-after", value);
      response.end();
    });
    const error = await failure(fetchJson(url));
    expect(error).toBeInstanceOf(RateLimitError);
    expect((error as RateLimitError).retryAfter).toBe(seconds);
  });

  it("counts a date from the server's clock, not from ours", () => {
    const headers = new Headers({
      date: "Sat, 21 Nov 2026 10:00:00 GMT",
      "retry-after": "Sat, 21 Nov 2026 10:00:45 GMT",
    });
    expect(retryAfterSeconds(headers)).toBe(45);
  });

  it("reads an epoch from the header that a source names", () => {
    const headers = new Headers({
      date: "Sat, 21 Nov 2026 10:00:00 GMT",
      "x-ratelimit-reset": String(Date.UTC(2026, 10, 21, 10, 2) / 1000),
    });
    expect(retryAfterSeconds(headers, "x-ratelimit-reset")).toBe(120);
    expect(retryAfterSeconds(headers)).toBe(60);
  });

  it.each([
    ["milliseconds since 1970", String(Date.UTC(2026, 10, 21, 10, 2)), 120],
    ["seconds from now", "90", 90],
    ["a time that is over", "1700000000", 1],
    ["a time in years", "4000000000", 3600],
    ["words", "soon", 60],
  ])("reads %s from it too", (_name, value, seconds) => {
    const headers = new Headers({ date: "Sat, 21 Nov 2026 10:00:00 GMT", "x-reset": value });
    expect(retryAfterSeconds(headers, "x-reset")).toBe(seconds);
  });

  it("takes 403 with Retry-After as a limit and without as a failure", async () => {
    let wait = true;
    const url = await serve((_request, response) =>
      response.writeHead(403, wait ? { "retry-after": "5" } : {}).end(),
    );
    expect(await failure(fetchJson(url))).toBeInstanceOf(RateLimitError);
    wait = false;
    expect(await failure(fetchJson(url))).toMatchObject({ name: "HttpError", status: 403 });
  });

  it.each([
    ["the text of a limit", 400, '{"errors":[{"extensions":{"code":"RATELIMITED"}}]}', "RateLimitError"],
    ["another text", 400, '{"errors":[{"extensions":{"code":"INVALID"}}]}', "HttpError"],
    ["another status", 403, '{"errors":[{"extensions":{"code":"RATELIMITED"}}]}', "HttpError"],
    ["no JSON", 400, "<html>", "HttpError"],
  ])("looks into the body of a refusal: %s", async (_name, status, body, name) => {
    const url = await serve((_request, response) => response.writeHead(status).end(body));
    const at = ["errors", "0", "extensions", "code"];
    const isRateLimit = (response: Response) => refusalSays(response, 400, at, ["RATELIMITED"]);
    expect(await failure(fetchJson(url, { isRateLimit }))).toMatchObject({ name });
  });

  it("leaves the body of a refusal to who accepts it", async () => {
    const url = await serve((_request, response) => response.writeHead(400).end('{"token":"first"}'));
    const isRateLimit = (response: Response) => refusalSays(response, 400, ["error"], ["RATELIMITED"]);
    const { body } = await fetchJson(url, { isRateLimit, accept: [400] });
    expect(body).toEqual({ token: "first" });
  });

  it("takes 503 with Retry-After as a limit and without as a failure", async () => {
    let wait = true;
    const url = await serve((_request, response) => {
      response.statusCode = 503;
      if (wait) response.setHeader("retry-after", "5");
      response.end('{"books":[]}');
    });
    expect(await failure(fetchJson(url))).toBeInstanceOf(RateLimitError);
    wait = false;
    expect(await failure(fetchJson(url))).toMatchObject({ name: "HttpError", status: 503 });
  });

  it("takes what a source calls a limit as one", async () => {
    const url = await serve((_request, response) => response.writeHead(403, { "x-left": "0" }).end());
    const isRateLimit = (response: Response) => response.headers.get("x-left") === "0";
    expect(await failure(fetchJson(url, { isRateLimit }))).toBeInstanceOf(RateLimitError);
  });

  it("names the path of a failed request, never its query, body or headers", async () => {
    const url = await serve((_request, response) => response.writeHead(401).end("secret body"));
    const error = await failure(
      fetchJson(`${url}/v1/books?key=hidden`, { headers: { authorization: "hidden" } }),
    );
    expect(error).toBeInstanceOf(HttpError);
    expect((error as Error).message).toBe("GET /v1/books: HTTP 401");
    expect((error as Error).cause).toBeUndefined();
  });

  it("says what it got when a 200 is no JSON", async () => {
    const url = await serve((_request, response) =>
      response.setHeader("content-type", "text/html").end("<html>"),
    );
    expect(String(await failure(fetchJson(`${url}/x`)))).toBe(
      "Error: GET /x: expected JSON, got 6 characters of text/html",
    );
  });

  it("fails on a body that ends early", async () => {
    const url = await serve((_request, response) => {
      response.writeHead(200, { "content-length": "100" }).write('{"books":[');
      setTimeout(() => response.destroy(), 20);
    });
    expect(String(await failure(fetchJson(`${url}/x`)))).toMatch(/^Error: GET \/x: no answer \(/);
  });

  it("fails with the reason when nobody listens", async () => {
    expect(String(await failure(fetchJson("http://127.0.0.1:9/x")))).toMatch(
      /^Error: GET \/x: no answer \([\w ]+\)$/,
    );
  });
});

describe("expired", () => {
  const gone = new HttpError("GET /x", 410);

  it("turns the refusal of a later page into nothing", () => {
    expect(expired("token", [410])(gone)).toBeUndefined();
  });

  it("throws the same refusal on the first page, and any other status", () => {
    expect(() => expired(undefined, [410])(gone)).toThrow(gone);
    expect(() => expired("token", [404])(gone)).toThrow(gone);
    expect(() => expired("token", [410])(new TypeError("boom"))).toThrow("boom");
  });
});
