import { request } from "node:http";
import { afterEach, describe, expect, test, vi } from "vitest";
import { changeOnce, startChanging } from "../../../src/upstream/changing.ts";
import { serveUpstream, type ServedUpstream, type ServeOptions } from "../../../src/upstream/serve.ts";
import { createRandom } from "../../../src/world/random.ts";
import type { DataRecord } from "../../../src/world/types.ts";
import { createWorld } from "../../../src/world/world.ts";
import { sourceOf } from "./kit.ts";

const books = await sourceOf("demo.books");
const acme = await sourceOf("acme");
const open: ServedUpstream[] = [];

afterEach(async () => {
  vi.useRealTimers();
  for (const one of open.splice(0)) await one.close();
});

async function serve(options: Partial<ServeOptions> = {}): Promise<ServedUpstream> {
  const served = await serveUpstream({ ...books, seed: 1, changing: false, port: 0, ...options });
  open.push(served);
  return served;
}

const headers = { authorization: "Bearer anything" };

describe("over HTTP", () => {
  test("pages are read to the end with any token, and nothing without one", async () => {
    const { url, upstream } = await serve({ records: 25 });
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const ids: unknown[] = [];
    for (let cursor = ""; ;) {
      const answer = await fetch(`${url}/v1/books?limit=10${cursor}`, { headers });
      expect([answer.status, answer.headers.get("content-type")]).toEqual([
        200,
        "application/json; charset=utf-8",
      ]);
      expect(Math.abs(Date.parse(answer.headers.get("date") ?? "") - Date.now())).toBeLessThan(10_000);
      const body = (await answer.json()) as { books: DataRecord[]; next_cursor: string | null };
      ids.push(...body.books.map(({ id }) => id));
      if (body.next_cursor === null) break;
      cursor = `&cursor=${body.next_cursor}`;
    }
    expect(new Set(ids).size).toBe(25);
    expect((await fetch(`${url}/v1/books`)).status).toBe(401);
    expect(upstream.log).toHaveLength(4);
  });

  test("the path of the plan's address is kept, and links lead back here", async () => {
    const issues = await serve({ ...(await sourceOf("github.issues")), records: 5 });
    const answer = await fetch(`${issues.url}/repos/octo-org/app/issues?per_page=2`, { headers });
    expect(answer.headers.get("link")).toContain(
      `<${issues.url}/repos/octo-org/app/issues?per_page=2&after=`,
    );
    const orders = await serve({ ...acme });
    expect(orders.url).toMatch(/:\d+\/v1$/);
    expect((await fetch(`${orders.url}/orders`, { headers })).status).toBe(200);
  });

  test("the first records changed at different times, all of them before now", async () => {
    const { url } = await serve({ records: 4 });
    const { books: records } = (await (await fetch(`${url}/v1/books`, { headers })).json()) as {
      books: DataRecord[];
    };
    const ages = records.map(({ updated_at }) =>
      Math.round((Date.now() - Date.parse(String(updated_at))) / 60_000),
    );
    expect(ages).toEqual([4, 3, 2, 1]);
  });

  test("the same seed gives the same records", async () => {
    const [one, other] = [await serve({ seed: 5 }), await serve({ seed: 5 })];
    const titles = async ({ url }: ServedUpstream): Promise<unknown[]> => {
      const body = (await (await fetch(`${url}/v1/books`, { headers })).json()) as { books: DataRecord[] };
      return body.books.map(({ id, title, price }) => [id, title, price]);
    };
    expect(await titles(one)).toEqual(await titles(other));
  });

  test("a body that never ends is refused", async () => {
    const { url } = await serve();
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const sent = request(`${url}/v1/books`, { method: "POST", headers }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      });
      sent.on("error", reject);
      sent.end(Buffer.alloc(1_200_000));
    });
    expect(status).toBe(413);
  });

  test("strange requests are answered like any other", async () => {
    const { url } = await serve();
    for (const path of ["//", "/%", "/v1/books?limit=%E0%A4%A", "/v1/books?cursor=[]"]) {
      const status = await new Promise<number | undefined>((resolve, reject) => {
        const sent = request(url, { path, headers }, (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        });
        sent.on("error", reject);
        sent.end();
      });
      expect(status).toBeOneOf([400, 404]);
    }
  });

  test("latency, a connection that breaks, and an answer without a date", async () => {
    const { url, upstream } = await serve({ knobs: { latencyMs: 60, dateHeader: false } });
    const began = performance.now();
    const answer = await fetch(`${url}/v1/books`, { headers });
    expect(performance.now() - began).toBeGreaterThan(50);
    expect(answer.headers.get("date")).toBeNull();
    upstream.knobs.fault = () => ({ kind: "reset" });
    await expect(fetch(`${url}/v1/books`, { headers })).rejects.toThrow("fetch failed");
  });

  test("a port that is taken is Node's own error, and closing twice is fine", async () => {
    const served = await serve();
    const port = Number(new URL(served.url).port);
    await expect(serveUpstream({ ...books, seed: 1, changing: false, port })).rejects.toThrow("EADDRINUSE");
    await served.close();
    await served.close();
    await expect(fetch(`${served.url}/v1/books`)).rejects.toThrow("fetch failed");
  });
});

describe("a world that changes by itself", () => {
  const world = () => createWorld({ ...books, seed: 1, now: () => Date.UTC(2026, 0, 5) });

  test("everything happens, the same for the same seed", () => {
    const happened = (seed: number): string[] => {
      const [one, random] = [world(), createRandom(seed)];
      return Array.from({ length: 300 }, () => changeOnce(one, random, ["Price", "Title"]).what);
    };
    const count = (what: string): number => happened(1).filter((one) => one === what).length;
    expect(count("edit")).toBeGreaterThan(150);
    expect(count("create")).toBeGreaterThan(count("delete"));
    expect(count("delete")).toBeGreaterThan(10);
    expect(count("restore")).toBeGreaterThan(3);
    expect(happened(2)).toEqual(happened(2));
    expect(happened(2)).not.toEqual(happened(3));
  });

  test("some values are emptied", () => {
    const [one, random] = [world(), createRandom(1)];
    for (let times = 0; times < 300; times += 1) changeOnce(one, random, ["Title"]);
    expect(one.truth().some(({ values }) => values["title"] == null)).toBe(true);
  });

  test("every few seconds, until it is stopped", () => {
    vi.useFakeTimers();
    const one = world();
    const seen: string[] = [];
    one.watch(({ what }) => seen.push(what));
    const stop = startChanging(one, createRandom(1));
    vi.advanceTimersByTime(20_000);
    expect(seen).toHaveLength(5);
    stop();
    vi.advanceTimersByTime(20_000);
    expect(seen).toHaveLength(5);
  });

  test("when served", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    const served = await serve({ changing: true, records: 3 });
    vi.advanceTimersByTime(40_000);
    const body = (await (
      await fetch(`${served.url}/v1/books/changes?updated_since=2020-01-01`, { headers })
    ).json()) as {
      books: DataRecord[];
    };
    expect(
      body.books.some(({ title, deleted }) => deleted === true || / revision /.test(String(title))),
    ).toBe(true);
    expect(body.books.length).toBeGreaterThan(3);
  });
});
