import { describe, expect, test } from "vitest";
import { credentialOf } from "../../../src/upstream/auth.ts";
import type { ApiAnswer, Fault } from "../../../src/upstream/types.ts";
import { acmePlan } from "../../kit/acme-plan.ts";
import { planOf } from "../../kit/plans.ts";
import {
  idsOf,
  read,
  readPlan,
  recordsOf,
  setting,
  signedIn,
  sourceOf,
  type Setting,
  type Source,
} from "./kit.ts";

const books = await sourceOf("demo.books");
const issues = await sourceOf("github.issues");
const withAuth = async (auth: string): Promise<Source> => ({
  plan: await readPlan(acmePlan.replace("{ kind: bearer, env: ACME_TOKEN }", auth)),
  sample: undefined,
});

describe("sign-in", () => {
  const status = (api: Setting, headers: Record<string, string>, path = "/orders"): number =>
    api.get(path, headers).status;

  test("bearer", () => {
    const api = setting(books);
    const token = credentialOf("DEMO_TOKEN");
    expect(status(api, { authorization: `Bearer ${token}` }, "/v1/books")).toBe(200);
    expect(status(api, { authorization: `bearer ${token}` }, "/v1/books")).toBe(200);
    for (const wrong of [token, `Basic ${token}`, "Bearer ", "Bearer x", `Bearer ${credentialOf("OTHER")}`])
      expect(status(api, { authorization: wrong }, "/v1/books")).toBe(401);
    const refused = api.get("/v1/books", {});
    expect([refused.body, refused.headers["www-authenticate"]]).toEqual([
      { error: "unauthorized" },
      'Bearer realm="api"',
    ]);
    expect(refused.headers["content-type"]).toBe("application/json; charset=utf-8");
  });

  test("a header of its own", async () => {
    const api = setting(await withAuth("{ kind: header, header: X-Api-Key, env: ACME_KEY }"));
    expect(status(api, { "x-api-key": credentialOf("ACME_KEY") })).toBe(200);
    expect(status(api, { "x-api-key": "other" })).toBe(401);
    expect(status(api, { authorization: `Bearer ${credentialOf("ACME_KEY")}` })).toBe(401);
  });

  test("basic: the credential is the base64 of a user and a password", async () => {
    const api = setting(await withAuth("{ kind: basic, env: ACME_LOGIN }"));
    const credential = credentialOf("ACME_LOGIN");
    expect(Buffer.from(credential, "base64").toString()).toMatch(/^[^:]+:[^:]+$/);
    expect(status(api, { authorization: `Basic ${credential}` })).toBe(200);
    expect(status(api, { authorization: `Bearer ${credential}` })).toBe(401);
  });

  test("oauth-code: the access token is that of the client id", async () => {
    const plan = await planOf("github.issues", ["source.auth.kind=oauth-code"]);
    const api = setting({ ...issues, plan });
    const path = "/repos/octo-org/app/issues";
    expect(status(api, { authorization: `Bearer ${credentialOf("GITHUB_CLIENT_ID")}` }, path)).toBe(200);
    expect(status(api, { authorization: `Bearer ${credentialOf("GITHUB_CLIENT_SECRET")}` }, path)).toBe(401);
  });

  test("none", async () => {
    expect(status(setting(await withAuth("{ kind: none }")), {})).toBe(200);
  });

  test("any: whatever has the right form, and still nothing without one", async () => {
    const api = setting(books, { accepts: "any" });
    expect(status(api, { authorization: "Bearer mine" }, "/v1/books")).toBe(200);
    expect(status(api, {}, "/v1/books")).toBe(401);
    const basic = setting(await withAuth("{ kind: basic, env: ACME_LOGIN }"), { accepts: "any" });
    expect(status(basic, { authorization: `Basic ${Buffer.from("me:secret").toString("base64")}` })).toBe(
      200,
    );
    expect(status(basic, { authorization: "Basic me" })).toBe(401);
  });
});

describe("routes", () => {
  const api = setting(books);
  const ask = (method: string, url: string): ApiAnswer =>
    api.upstream.answer({ method, url, headers: signedIn(books.plan), body: "" });

  test.each([
    "http://127.0.0.1:4477/",
    "http://127.0.0.1:4477/v1",
    "http://127.0.0.1:4477/v1/books/",
    "http://127.0.0.1:4477/v1/books/7",
    "http://127.0.0.1:4477/v2/books",
    "http://127.0.0.1:4478/v1/books",
    "https://other.example/v1/books",
    "//",
    "*",
    "http://",
    "/v1/books%00",
  ])("%s is not found", (url) => {
    const answer = read(ask("GET", url));
    expect([answer.status, answer.body]).toEqual([404, { error: "not_found" }]);
  });

  test.each(["POST", "DELETE", "HEAD", "PUT"])("%s is not allowed", (method) => {
    const answer = read(ask(method, "http://127.0.0.1:4477/v1/books"));
    expect([answer.status, answer.headers["allow"]]).toEqual([405, "GET"]);
  });

  test("a bare path belongs to the API, and so does get in small letters", () => {
    expect(read(ask("get", "/v1/books?limit=1")).status).toBe(200);
  });

  test("the path of the base address is part of every path", async () => {
    const acme = setting(await sourceOf("acme"));
    const status = (url: string): number => acme.get(url).status;
    expect(status("https://api.acme.example/v1/orders")).toBe(200);
    expect(status("https://api.acme.example/orders")).toBe(404);
  });

  test("everything asked is on record", () => {
    const { upstream, pass, ids } = setting(books);
    const seen: unknown[] = [];
    upstream.onRequest((exchange) => seen.push(exchange));
    const headers = signedIn(books.plan);
    for (const url of ["http://127.0.0.1:4477/v1/books?limit=2", "/nothing", "/v1/books"])
      upstream.answer({ method: "GET", url, headers, body: "" });
    pass(5);
    const at = Date.UTC(2026, 0, 5, 12, 1, 7);
    expect(upstream.log).toEqual([
      {
        at,
        route: "list",
        method: "GET",
        target: "/v1/books?limit=2",
        status: 200,
        records: 2,
        hasErrors: false,
      },
      { at, route: undefined, method: "GET", target: "/nothing", status: 404, records: 0, hasErrors: false },
      {
        at,
        route: "list",
        method: "GET",
        target: "/v1/books",
        status: 200,
        records: ids.length,
        hasErrors: false,
      },
    ]);
    expect(seen).toEqual([
      { route: "list", count: 1 },
      { route: undefined, count: 1 },
      { route: "list", count: 2 },
    ]);
  });

  test("what happens before a request is in its answer", () => {
    const other = setting(books, { records: 1 });
    other.upstream.onRequest(() => void other.world.create());
    expect(recordsOf(other.get("/v1/books"), "books")).toHaveLength(2);
  });
});

describe("rate", () => {
  test("more than the documented number is refused, with the time to wait, and counted", () => {
    const api = setting(books);
    const statuses = Array.from({ length: 52 }, () => {
      api.pass(2);
      return api.get("/v1/books").status;
    });
    expect(statuses.filter((status) => status === 200)).toHaveLength(50);
    expect(statuses.slice(50)).toEqual([429, 429]);
    expect(api.upstream.tooFast).toBe(2);
    expect(api.get("/v1/books").headers["retry-after"]).toBe("1");
    // The window slides: room for one comes a second after the first request.
    api.pass(898);
    expect([api.get("/v1/books").status, api.get("/v1/books").status]).toEqual([200, 429]);
  });

  test("a client that keeps to the rate is never refused, for hours on end", () => {
    const api = setting(issues, { records: 1 });
    for (let count = 0; count < 12_000; count += 1) {
      api.get("/repos/octo-org/app/issues?per_page=1");
      api.pass(800);
    }
    expect(api.upstream.tooFast).toBe(0);
  });

  test("the API's own way to say so: status, header and the time of the reset", () => {
    const api = setting(issues, { records: 1, knobs: { skewMs: 10_000 } });
    const ask = () => api.get("/repos/octo-org/app/issues?per_page=1");
    expect(ask().headers["x-ratelimit-remaining"]).toBe("4499");
    api.pass(1000);
    for (let count = 0; count < 4499; count += 1) ask();
    const refused = ask();
    const reset = String((api.now() - 1000 + 10_000 + 3_600_000) / 1000);
    expect([refused.status, refused.body]).toEqual([403, { error: "rate_limit_exceeded" }]);
    expect(refused.headers).toMatchObject({ "x-ratelimit-remaining": "0", "x-ratelimit-reset": reset });
    expect(refused.headers).not.toHaveProperty("retry-after");
  });

  test("a text in the body, and no word of when it ends", async () => {
    const throttle = `throttle: { status: 403, body: '[0].errorCode', equals: [TOO_MANY, SLOW_DOWN] }`;
    const text = acmePlan
      .replace("  rate:", `  ${throttle}\n  rate:`)
      .replace("requests: 100", "requests: 1");
    const api = setting({ plan: await readPlan(text), sample: undefined });
    const [first, refused] = [api.get("/orders"), api.get("/orders")];
    expect([first.status, refused.status, refused.body]).toEqual([200, 403, [{ errorCode: "TOO_MANY" }]]);
    expect(Object.keys(refused.headers).sort()).toEqual(["content-type", "date"]);
    expect(api.upstream.tooFast).toBe(1);
  });

  test.each([
    ["epoch-s", "1767614527"],
    ["epoch-ms", "1767614527000"],
    ["seconds", "60"],
  ])("a reset in %s", async (reset, told) => {
    const throttle = `throttle: { status: 400, header: X-Left, equals: none, resetHeader: X-Reset, reset: ${reset} }`;
    const text = acmePlan
      .replace("  rate:", `  ${throttle}\n  rate:`)
      .replace("requests: 100", "requests: 1");
    const api = setting({ plan: await readPlan(text), sample: undefined });
    api.get("/orders");
    expect(api.get("/orders").headers).toMatchObject({ "x-left": "none", "x-reset": told });
  });

  test("a window for one kind of requests does not count the others", async () => {
    const plan = await readPlan(
      acmePlan.replace(
        "{ requests: 100, per: 1m }",
        "{ requests: 4, per: 1s }\n    - { requests: 2, per: 1m, for: changes }",
      ),
    );
    const api = setting({ plan, sample: undefined });
    const status = (path: string): number => api.get(path).status;
    const changes = "/orders/changes?updated_since=2026-01-01T00:00:00Z";
    expect([1, 2, 3].map(() => status(changes))).toEqual([200, 200, 429]);
    expect([1, 2, 3].map(() => status("/orders"))).toEqual([200, 200, 429]);
    api.pass(1000);
    expect([status(changes), status("/orders")]).toEqual([429, 200]);
  });

  test("every window counts", async () => {
    const plan = await readPlan(
      acmePlan.replace(
        "{ requests: 100, per: 1m }",
        "{ requests: 5, per: 1s }\n    - { requests: 8, per: 1m }",
      ),
    );
    const api = setting({ plan, sample: undefined });
    const count = (): number =>
      Array.from({ length: 9 }, () => api.get("/orders").status).filter((status) => status === 200).length;
    const first = count();
    api.pass(1000);
    expect([first, count()]).toEqual([5, 3]);
    expect(api.get("/orders").headers["retry-after"]).toBe("59");
  });
});

describe("faults", () => {
  const unavailable: Fault = ({ before, answer }) =>
    before === 1 ? { kind: "answer", status: 503, headers: {}, body: "{}" } : answer;

  test("one gets the answer that would be given, and counts from the moment it was set", () => {
    const api = setting(books, { records: 3 });
    api.get("/v1/books");
    const seen: unknown[] = [];
    api.upstream.knobs.fault = (context) => {
      const { answer, request, ...rest } = context;
      seen.push(rest);
      expect(request.url).toContain("/v1/books");
      expect(idsOf(recordsOf(read(answer), "books"))).toEqual(api.ids);
      return unavailable(context);
    };
    const statuses = [
      "/v1/books",
      "/v1/books/changes?updated_since=2026-01-01",
      "/v1/books",
      "/v1/books",
    ].map((target) => api.get(target).status);
    expect(statuses).toEqual([200, 200, 503, 200]);
    const now = api.now();
    expect(seen).toEqual([
      { route: "list", before: 0, now },
      { route: "changes", before: 0, now },
      { route: "list", before: 1, now },
      { route: "list", before: 2, now },
    ]);
    expect(api.upstream.log.map(({ status, records }) => [status, records])).toContainEqual([503, 3]);
  });

  test("another fault counts from the beginning", () => {
    const api = setting(books, { knobs: { fault: unavailable } });
    api.get("/v1/books");
    api.upstream.knobs.fault = (context) => unavailable(context);
    expect([api.get("/v1/books").status, api.get("/v1/books").status]).toEqual([200, 503]);
  });

  test("no answer at all", () => {
    const api = setting(books, { knobs: { fault: () => ({ kind: "silence" }) } });
    const ask = (): ApiAnswer =>
      api.upstream.answer({ method: "GET", url: "/v1/books", headers: signedIn(books.plan), body: "" });
    expect(ask()).toEqual({ kind: "silence" });
    api.upstream.knobs.fault = () => ({ kind: "reset" });
    expect(ask()).toEqual({ kind: "reset" });
    expect(api.upstream.log.map(({ status, records }) => [status, records])).toEqual([
      [0, 0],
      [0, 0],
    ]);
  });

  test("what is not found has none", () => {
    const api = setting(books, { knobs: { fault: () => ({ kind: "reset" }) } });
    expect(api.get("/nothing").status).toBe(404);
  });
});
