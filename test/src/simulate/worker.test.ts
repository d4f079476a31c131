import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { createNotion } from "../../../src/notion/notion.ts";
import type { ApiRequest } from "../../../src/upstream/types.ts";
import { repository } from "../../kit/temp-project.ts";
import { lineOf, load, ok, sourceOf, start, syncOf } from "./hand-written.ts";

const settings = { sweep: "takes", lastState: "kept", omitted: "kept" } as const;

describe("requests", () => {
  test("go to the source as fetch was called, and take its latency in virtual time", async () => {
    const { worker, clock } = await load(
      sourceOf(
        syncOf(
          "sync",
          `const response = await fetch("https://api.example.com/v1/items?a=1", { method: "POST", headers: { Authorization: "Bearer x" }, body: JSON.stringify({ q: 1 }) });
           const { names } = await response.json();
           return { changes: names.map((name: string) => row(name)), hasMore: false, nextState: { at: Date.now(), status: response.status, url: response.url, date: response.headers.get("date") } };`,
        ),
      ),
    );
    const asked: ApiRequest[] = [];
    worker.connect(
      lineOf((request) => {
        asked.push(request);
        return ok({ names: ["a", "b"] }, { date: "Mon, 05 Jan 2026 00:00:00 GMT" });
      }, 250),
    );
    const page = await clock.settle(worker.execute("sync", undefined));
    expect(asked).toEqual([
      {
        method: "POST",
        url: "https://api.example.com/v1/items?a=1",
        headers: {
          accept: "*/*",
          "user-agent": "node",
          authorization: "Bearer x",
          "content-type": "text/plain;charset=UTF-8",
        },
        body: '{"q":1}',
      },
    ]);
    expect(page).toMatchObject({
      hasMore: false,
      changes: [{ key: "a", targetDatabaseKey: "rows" }, { key: "b" }],
    });
    expect(page.nextState).toEqual({
      at: start + 250,
      status: 200,
      url: "https://api.example.com/v1/items?a=1",
      date: "Mon, 05 Jan 2026 00:00:00 GMT",
    });
    expect(page.stateBytes).toBe(JSON.stringify(page.nextState).length);
  });

  test("follow knobs that change, and a line that is connected later", async () => {
    const { worker, clock } = await load(
      sourceOf(
        syncOf(
          "sync",
          `const { n } = await (await fetch("https://api.example.com/")).json(); return { changes: [], hasMore: false, nextState: n };`,
        ),
      ),
    );
    const line = lineOf(() => ok({ n: 1 }), 100);
    worker.connect(line);
    line.upstream.knobs.latencyMs = 5_000;
    await clock.settle(worker.execute("sync", undefined));
    expect(clock.now() - start).toBe(5_000);
    worker.connect(lineOf(() => ok({ n: 2 }), 0));
    expect((await clock.settle(worker.execute("sync", undefined))).nextState).toBe(2);
    expect(clock.now() - start).toBe(5_000);
  });

  const tell = (call: string): string =>
    sourceOf(
      syncOf(
        "sync",
        `try { await ${call}; } catch (error: any) { return { changes: [], hasMore: false, nextState: [error.name, error.message, error.cause?.code ?? null, Date.now() - ${start}] }; }
         return { changes: [], hasMore: false, nextState: "answered" };`,
      ),
    );

  test.each([
    ["reset", 'fetch("https://api.example.com/")', ["TypeError", "fetch failed", "ECONNRESET", 40]],
    [
      "silence",
      'fetch("https://api.example.com/")',
      ["TypeError", "fetch failed", "UND_ERR_HEADERS_TIMEOUT", 300_000],
    ],
    [
      "silence",
      'fetch("https://api.example.com/", { signal: AbortSignal.timeout(30_000) })',
      ["TimeoutError", "The operation was aborted due to timeout", null, 30_000],
    ],
    [
      "silence",
      'fetch("https://api.example.com/", { signal: AbortSignal.abort(new Error("never mind")) })',
      ["Error", "never mind", null, 0],
    ],
  ] as const)("a connection's %s is what Node's fetch makes of it: %s", async (kind, call, expected) => {
    const { worker, clock } = await load(tell(call));
    worker.connect(lineOf(() => ({ kind })));
    expect((await clock.settle(worker.execute("sync", undefined))).nextState).toEqual(expected);
    // Nothing of the request is left that could let time pass.
    await clock.settle(readFile(`${repository}package.json`));
    expect(clock.now() - start).toBe(expected[3]);
  });

  test("an answer of 204 has no body", async () => {
    const { worker, clock } = await load(tell('(await fetch("https://api.example.com/")).text()'));
    worker.connect(lineOf(() => ({ kind: "answer", status: 204, headers: {}, body: "" })));
    expect((await clock.settle(worker.execute("sync", undefined))).nextState).toBe("answered");
  });

  test("to another host fail with its name, and are remembered until the next connection", async () => {
    const { worker, clock } = await load(tell('fetch("https://login.example.com/token")'));
    worker.connect(lineOf(() => ok({})));
    const page = await clock.settle(worker.execute("sync", undefined));
    expect(page.nextState).toEqual([
      "TypeError",
      "fetch failed: simulate plays https://api.example.com only, and the code asked login.example.com",
      null,
      0,
    ]);
    expect(worker.foreign()).toEqual(["login.example.com"]);
    worker.connect(lineOf(() => ok({})));
    expect(worker.foreign()).toEqual([]);
  });

  test.each([
    [
      "node:https",
      "",
      'import { get } from "node:https"',
      'get("https://api.example.com/v1")',
      "api.example.com",
    ],
    [
      "node:http",
      "",
      'import http from "node:http"',
      'http.request({ host: "api.example.com" })',
      "api.example.com",
    ],
    [
      "require",
      "",
      'import { createRequire } from "node:module"',
      'createRequire(import.meta.url)("https").request(new URL("https://api.example.com"))',
      "api.example.com",
    ],
    ["a socket", "", 'import net from "node:net"', "net.connect(80)", "a socket"],
  ])("by %s fail with a message that names the way out", async (_, __, head, call, host) => {
    const { worker, clock } = await load(
      sourceOf(syncOf("sync", `${call}; return { changes: [], hasMore: false };`), `${head};\n`),
    );
    worker.connect(lineOf(() => ok({})));
    await expect(clock.settle(worker.execute("sync", undefined))).rejects.toThrow(
      `simulate sees requests of fetch only; this code asks ${host} in another way.`,
    );
  });
});

describe("credentials", () => {
  test("of the environment, of the broker and of OAuth reach the source", async () => {
    const { worker, clock } = await load(
      sourceOf(
        `worker.credential("API_KEY", { network: [{ domain: "api.example.com", transform: [{ headers: { "X-Key": "{{credential}}" } }] }] });
         const auth = worker.oauth("auth", { name: "our-auth", authorizationEndpoint: "https://a.example.com", tokenEndpoint: "https://b.example.com", scope: "", clientId: "i", clientSecret: "s" });
         ${syncOf(
           "sync",
           `await fetch("https://api.example.com/", { headers: { Authorization: await auth.accessToken(), "X-Env": process.env.OTHER ?? "" } }); return { changes: [], hasMore: false };`,
         )}`,
      ),
      { env: Object.assign(process.env, { API_KEY: "secret", OTHER: "other" }), accessToken: "token" },
    );
    let headers: ApiRequest["headers"] = {};
    worker.connect(
      lineOf((request) => {
        headers = request.headers;
        return ok({});
      }),
    );
    await clock.settle(worker.execute("sync", undefined));
    expect(headers).toMatchObject({ "x-key": "secret", authorization: "token", "x-env": "other" });
    delete process.env.API_KEY;
    const thrown: unknown = await clock
      .settle(worker.execute("sync", undefined))
      .catch((error: unknown) => error);
    expect(worker.describe(thrown)).toMatchObject({ stage: "credential", message: "API_KEY is not set" });
    expect(JSON.stringify(worker.declared)).not.toContain('"clientSecret":"s"');
  });
});

describe("failures", () => {
  test("carry the message and the line of the project's own code", async () => {
    const { worker, clock } = await load(
      sourceOf(
        `function fail(): never {\n  throw new Error("GET /items: 503");\n}\n${syncOf("sync", "fail();")}`,
      ),
    );
    worker.connect(lineOf(() => ok({})));
    const notion = createNotion({ worker, clock, settings });
    notion.trigger("sync");
    await notion.run(start + 1_000);
    expect(notion.calls).toMatchObject([
      { outcome: "error", message: "GET /items: 503", where: "src/index.ts:14" },
    ]);
  });

  test("RateLimitError makes the platform wait as long as it asks", async () => {
    const { worker, clock } = await load(
      sourceOf(
        syncOf(
          "sync",
          `const response = await fetch("https://api.example.com/");
           if (response.status === 429) throw new RateLimitError({ retryAfter: Number(response.headers.get("retry-after")) });
           return { changes: [row("a")], hasMore: false };`,
        ),
      ),
    );
    let count = 0;
    worker.connect(
      lineOf(() => {
        count += 1;
        return count === 1
          ? { kind: "answer", status: 429, headers: { "retry-after": "77" }, body: "" }
          : ok({});
      }),
    );
    const notion = createNotion({ worker, clock, settings });
    notion.trigger("sync");
    await notion.run(start + 100_000);
    expect(notion.calls.map(({ outcome, startedAt }) => [outcome, startedAt - start])).toEqual([
      ["rate-limit", 0],
      ["end", 77_040],
    ]);
  });

  test.each([
    ["return { hasMore: false };", "Cannot read properties of undefined (reading 'map')"],
    [
      "return { changes: [], hasMore: false, nextState: 1n };",
      "nextState cannot be sent: the value: a BigInt is no JSON",
    ],
  ])("of the result are told: %s", async (body, message) => {
    const { worker, clock } = await load(sourceOf(syncOf("sync", body)));
    const thrown: unknown = await clock
      .settle(worker.execute("sync", undefined))
      .catch((error: unknown) => error);
    expect(worker.describe(thrown)).toMatchObject({ stage: "result", message });
  });

  test("a file that exports no worker is told, and the network is given back", async () => {
    const real = globalThis.fetch;
    await expect(load("export const a = 1;\n")).rejects.toMatchObject({ stage: "no-worker", message: "a" });
    expect(globalThis.fetch).toBe(real);
  });
});

describe("pacers", () => {
  const paced = sourceOf(
    `const api = worker.pacer("api", { allowedRequests: 1, intervalMs: 10_000 });
     ${["one", "two"].map((key) => syncOf(key, `await api.wait(); return { changes: [], hasMore: false, nextState: Date.now() - ${start} };`)).join("\n")}`,
  );

  test("keep their pace in virtual time over all syncs, and start anew with each connection", async () => {
    const { worker, clock } = await load(paced);
    worker.connect(lineOf(() => ok({})));
    const times: unknown[] = [];
    for (const key of ["one", "two", "one"])
      times.push((await clock.settle(worker.execute(key, undefined))).nextState);
    expect(times).toEqual([0, 10_000, 20_000]);
    worker.connect(lineOf(() => ok({})));
    expect((await clock.settle(worker.execute("two", undefined))).nextState).toBe(20_000);
  });
});

test("state and changes go through JSON, in and out", async () => {
  const { worker, clock } = await load(
    sourceOf(
      syncOf(
        "sync",
        `return { changes: [row("a")], hasMore: "yes" as any, nextState: { at: new Date(0), none: undefined } };`,
      ),
    ),
  );
  const page = await clock.settle(worker.execute("sync", undefined));
  expect(page).toMatchObject({ hasMore: true, nextState: { at: "1970-01-01T00:00:00.000Z" } });
  expect(page.changes).toEqual([
    { type: "upsert", key: "a", properties: { Name: [["a"]], ID: [["a"]] }, targetDatabaseKey: "rows" },
  ]);
});
