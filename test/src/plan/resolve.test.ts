import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { locateByPath } from "../../../src/plan/document.ts";
import { mergeFacts } from "../../../src/plan/merge.ts";
import { resolveSource } from "../../../src/plan/resolve.ts";
import { loadEntry } from "../../../src/source/load.ts";
import { sayProblem } from "../../kit/problems.ts";
import { anyString } from "../../kit/hostile.ts";

const issues = await loadEntry("github.issues");
const books = await loadEntry("demo.books");
const own = {
  product: "Acme",
  record: { one: "order", many: "orders" },
  baseUrl: "https://{tenant}.acme.example/v1/",
  headers: {},
  list: {
    request: { path: "/teams/{team}/orders", query: { filter: "team:{team}", limit: 5 } },
    records: "",
    id: "id",
    order: "fixed",
    page: { kind: "link-header" },
  },
  changes: { kind: "none" },
  deletes: [{ kind: "sweep" }],
  rate: [{ requests: 1, per: "1s" }],
  auth: { kind: "none" },
};
const resolve = (given: Record<string, unknown>, entry?: typeof issues) => {
  const { value, problems } = resolveSource(given, entry, locateByPath);
  return { value, problems: problems.map(sayProblem) };
};

describe("mergeFacts", () => {
  it("merges mappings name by name and takes lists whole", () => {
    expect(mergeFacts({ a: { x: 1, y: 2 }, l: [1, 2] }, { a: { y: 3 }, l: [4] })).toEqual({
      a: { x: 1, y: 3 },
      l: [4],
    });
  });

  it("takes a mapping whole if its kind changes, and merges it if the kind is the same or not said", () => {
    const base = { kind: "cursor", send: "c", read: "n" };
    expect(mergeFacts(base, { kind: "link-header" })).toEqual({ kind: "link-header" });
    expect(mergeFacts(base, { kind: "cursor", send: "d" })).toEqual({ kind: "cursor", send: "d", read: "n" });
    expect(mergeFacts(base, { send: "d" })).toEqual({ kind: "cursor", send: "d", read: "n" });
  });

  it("reaches into no prototype", () => {
    const merged = mergeFacts({ a: 1 }, JSON.parse('{"__proto__":{"polluted":true}}'));
    expect((merged as { polluted?: boolean }).polluted).toBeUndefined();
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});

describe("parameters", () => {
  it("go into address, path and query, each as it has to be written there", () => {
    const { value } = resolve({ ...own, params: { tenant: "north", team: "a b/c?d#é" } });
    expect(value?.baseUrl).toBe("https://north.acme.example/v1");
    expect(value?.list.request).toEqual({
      method: "GET",
      path: "/teams/a%20b%2Fc%3Fd%23%C3%A9/orders",
      query: { filter: "team:a b/c?d#é", limit: 5 },
    });
  });

  it("may have several values where a source is read in partitions, and one is like any other", () => {
    const several = { repository: ["octo-org/app", "octo-org/web", "octo-org/app"] };
    const { value } = resolve({ params: several }, issues);
    expect(value?.partitions).toEqual(["octo-org/app", "octo-org/web"]);
    expect(value?.params).toEqual({ repository: "octo-org/app, octo-org/web" });
    expect(value?.list.request.path).toBe("/repos/$partition/issues");
    const text = resolve({ params: { repository: " octo-org/app ,octo-org/web," } }, issues);
    expect(text.value?.partitions).toEqual(["octo-org/app", "octo-org/web"]);
    const one = resolve({ params: { repository: ["octo-org/app"] } }, issues);
    expect(one.value?.partitions).toBeUndefined();
    expect(one.value?.list.request.path).toBe("/repos/octo-org/app/issues");
  });

  it("are each checked, where there are several", () => {
    const odd = resolve({ params: { repository: "octo-org/app, ../admin" } }, issues);
    expect(odd.problems.join()).toContain("plan/param-mismatch");
    const leaving = resolve({
      ...own,
      partition: { over: "team", ids: "inside" },
      params: { tenant: "a", team: ["x", ".."] },
    });
    expect(leaving.problems.join()).toContain("plan/path-leaves");
    expect(resolve({ params: { repository: " , " } }, issues).problems.join()).toContain(
      "plan/param-mismatch",
    );
  });

  it("keep their slash only where the catalogue's own form allows one", () => {
    const { value } = resolve({ params: { repository: "octo-org/my.app" } }, issues);
    expect(value?.list.request.path).toBe("/repos/octo-org/my.app/issues");
    expect(value?.changes).toMatchObject({ request: { path: "/repos/octo-org/my.app/issues" } });
  });

  it("fall back to the catalogue's default", () => {
    const { value } = resolve({}, books);
    expect(value).toMatchObject({
      baseUrl: "http://127.0.0.1:4477",
      params: { baseUrl: "http://127.0.0.1:4477" },
    });
  });

  it.each([
    ["nothing", {}, "source.params.repository plan/param-unanswered"],
    ["another form", { repository: "octo-org" }, "source.params.repository plan/param-mismatch"],
    [
      "a form that only begins right",
      { repository: "octo-org/app\nx" },
      "source.params.repository plan/param-mismatch",
    ],
    [
      "a longer text that holds the form",
      { repository: "x octo-org/app" },
      "source.params.repository plan/param-mismatch",
    ],
    ["dots for a name", { repository: "octo-org/.." }, "source.params.repository plan/path-leaves"],
    ["an unknown name", { repository: "a/b", repo: "a/b" }, "source.params.repo plan/unknown-param"],
  ])("are refused for %s", (_title, params, problem) => {
    expect(resolve({ params }, issues).problems).toContain(problem);
  });

  it("must exist for every placeholder", () => {
    expect(resolve({ ...own, params: { tenant: "north" } }).problems).toEqual([
      "source.list.request.path plan/unknown-placeholder",
      "source.list.request.query.filter plan/unknown-placeholder",
    ]);
  });

  it("stay on the host and path of the plan, whatever their value", () => {
    fc.assert(
      fc.property(
        anyString.filter((text) => text !== ""),
        (team) => {
          const { value, problems } = resolve({ ...own, params: { tenant: "north", team } });
          expect(problems.length > 0).toBe(value === undefined);
          if (value === undefined) return;
          const url = new URL(value.baseUrl + value.list.request.path);
          expect(url.origin).toBe("https://north.acme.example");
          expect(url.pathname).toMatch(/^\/v1\/teams\/[^/]+\/orders$/);
          expect([url.search, url.hash]).toEqual(["", ""]);
        },
      ),
      { seed: 13, numRuns: 400 },
    );
  });

  it.each(["evil.example/", "a:b@evil.example", "a/b", "x?", "..", "%2f"])(
    "may not be %s where only a part of a host can stand",
    (tenant) => {
      expect(resolve({ ...own, params: { tenant, team: "a" } }).problems).toContain(
        "source.params.tenant plan/base-url",
      );
    },
  );

  it("never make an address on another host, with a password or a query", () => {
    fc.assert(
      fc.property(
        anyString.filter((text) => text !== ""),
        (tenant) => {
          const { value, problems } = resolve({ ...own, params: { tenant, team: "a" } });
          expect(problems.length > 0).toBe(value === undefined);
          if (value === undefined) return;
          const url = new URL(value.baseUrl);
          expect([url.protocol, url.username, url.password, url.port, url.search, url.hash]).toEqual([
            "https:",
            "",
            "",
            "",
            "",
            "",
          ]);
          expect(url.hostname.endsWith(".acme.example")).toBe(true);
          expect(url.pathname).toBe("/v1");
        },
      ),
      { seed: 17, numRuns: 400 },
    );
  });
});

describe("the address", () => {
  it.each([
    "https://api.acme.example",
    "https://api.acme.example:8443/v1",
    "http://localhost:4477",
    "http://127.0.0.1:4477/x",
    "http://[::1]:80",
  ])("may be %s", (baseUrl) => {
    expect(resolve({ baseUrl, params: { repository: "a/b" } }, issues).problems).toEqual([]);
  });

  it.each([
    "http://api.acme.example",
    "http://127.0.0.1.evil.example",
    "http://localhost.evil.example",
    "http://10.0.0.1",
    "https://a:b@acme.example",
    "https://acme.example?x=1",
    "https://acme.example#x",
    "https://{",
    "ftp://acme.example",
    "https://",
  ])("may not be %s", (baseUrl) => {
    const { problems } = resolve({ baseUrl, params: { repository: "a/b" } }, issues);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(/^source\.baseUrl /);
  });
});

describe("overrides", () => {
  it("of one nested fact leave the rest to the catalogue", () => {
    const { value } = resolve(
      { params: { repository: "a/b" }, changes: { lag: "15m" }, headers: { "X-Team": "a" } },
      issues,
    );
    expect(value?.changes).toMatchObject({ kind: "since-sorted", field: "updated_at", lag: "15m" });
    expect(value?.headers).toMatchObject({ Accept: "application/vnd.github+json", "X-Team": "a" });
  });

  it("of a kind replace the whole of it", () => {
    expect(
      resolve({ params: { repository: "a/b" }, changes: { kind: "none" } }, issues).value?.changes,
    ).toEqual({ kind: "none" });
    expect(
      resolve({ params: { repository: "a/b" }, changes: { kind: "none", lag: "1m" } }, issues).problems,
    ).toEqual(["source.changes.lag plan/unknown-field"]);
  });
});
