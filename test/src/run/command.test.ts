import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { run } from "../../../src/commands/run.ts";
import type { Context, Outcome } from "../../../src/commands/types.ts";
import { startDemoApi, type DemoApi } from "../../../src/demo/api.ts";
import { diffTable } from "../../../src/run/diff-table.ts";
import { createPlatform } from "../../../src/run/platform.ts";
import { makeProject, openTestWorker, removeProject, syncSource, workerSource, writeProject } from "./kit.ts";

const token = "demo-token-of-a-test";

const properties = `Title: Schema.title(), ID: Schema.richText(), Price: Schema.number("dollar"), Genres: Schema.multiSelect([]), Published: Schema.date()`;
const source = workerSource(
  `const api = worker.pacer("shopApi", { allowedRequests: 50, intervalMs: 1000 });
const get = async (path: string): Promise<any> => {
  await api.wait();
  const response = await fetch(process.env.SHOP_URL + path, { headers: { Authorization: "Bearer " + process.env.SHOP_TOKEN } });
  if (response.status === 429) throw new RateLimitError({ retryAfter: Number(response.headers.get("retry-after")) });
  if (!response.ok) throw new Error("GET " + path + ": HTTP " + response.status);
  return response.json();
};
const toChange = (book: any) => book.deleted ? { type: "delete" as const, key: book.id } : {
  type: "upsert" as const, key: book.id, upstreamUpdatedAt: book.updated_at,
  properties: {
    Title: Builder.title(book.title), ID: Builder.richText(book.id),
    Price: book.price === null ? [] : Builder.number(book.price),
    Genres: Builder.multiSelect(...book.genres.map((genre: string) => genre.replace(/,/g, " &"))),
    Published: book.published === null ? [] : Builder.date(book.published),
  },
};
worker.webhook("search", { title: "T", description: "D", execute: async () => {} });
${syncSource(
  "booksBackfill",
  `const page = await get("/v1/books?limit=10" + (state?.cursor ? "&cursor=" + state.cursor : ""));
  console.error("read", page.books.length, "with", process.env.SHOP_TOKEN);
  const more = page.next_cursor !== null;
  return { changes: page.books.map(toChange), hasMore: more, ...(more ? { nextState: { cursor: page.next_cursor } } : {}) };`,
)}
${syncSource(
  "booksDelta",
  `const since = state?.since ?? "1970-01-01T00:00:00Z";
  const page = await get("/v1/books/changes?limit=10&updated_since=" + since + (state?.after ? "&after_id=" + state.after : ""));
  const last = page.books.at(-1);
  return { changes: page.books.map(toChange), hasMore: page.has_more, nextState: last ? { since: last.updated_at, after: last.id } : state };`,
  "incremental",
)}
${syncSource("wrong", `return { changes: [{ ...row("a", { Pries: Builder.number(1) }), key: 7 }], hasMore: true, nextState: { at: new Date(0), why: process.env.SHOP_TOKEN } };`)}
${syncSource("stuck", `return { changes: [row("a", { Price: [], Genres: [], Published: [] })], hasMore: true, nextState: { page: 1 } };`)}
${syncSource("wild", `return { changes: [row("\\u001b[2J" + process.env.SHOP_TOKEN, { Price: [], Genres: [], Published: [] })], hasMore: false };`)}
`,
  properties,
);

let api: DemoApi;
let root = "";
const said: string[] = [];

beforeAll(async () => {
  api = await startDemoApi({ token });
  root = await writeProject(source, { env: `SHOP_URL=${api.url}\nSHOP_TOKEN=${token}\n` });
});
afterAll(async () => {
  await api.close();
  await removeProject(root);
});
afterEach(() => void said.splice(0));

function context(cwd: string, env: Context["env"] = {}): Context {
  const flags = { json: false, dryRun: false, yes: false, force: false, interactive: false };
  return { ...flags, cwd, env, say: (line) => said.push(line), readStdin: () => Promise.resolve("") };
}

/** Everything that would reach a terminal or a pipe. */
const shown = (outcome: Outcome): string =>
  [outcome.text, JSON.stringify(outcome.result), ...(outcome.next ?? []), ...said].join("\n");

describe("create-sync run", () => {
  it("shows the first page as Notion would, and how to go on", async () => {
    const outcome = await run(context(root), { key: "booksBackfill" });
    const { text, next, exit } = outcome;
    expect(exit).toBe(0);
    expect(text).toContain("booksBackfill (replace, every 1d, into books)\n\nBooks: 10 rows\n\nTitle");
    expect(text).toMatch(/^Letters of the Ninth Canal +bk_0001 +\$12\.50 +2023-09-05$/m);
    expect(text).toContain("1 page, hasMore: true, so there is more to come\nNext state: {\"cursor\":"); // prettier-ignore
    expect(text).toContain("Nothing to complain about.");
    expect(next).toEqual([
      expect.stringMatching(/^create-sync run booksBackfill --state '\{"cursor":"[\w-]+"\}'$/),
    ]);
    expect(
      said.some((line) => /^page 1: 10 upserts, 0 deletes, \d+ bytes of state, more to come$/.test(line)),
    ).toBe(true);
    expect(said).toContain("worker | read 10 with [SHOP_TOKEN]");
    expect(shown(outcome)).not.toContain(token);
  });

  it("goes on from a given state to the end of the cycle", async () => {
    const first = await run(context(root), { key: "booksBackfill", pages: "2" });
    const state = JSON.stringify((first.result as { nextState: unknown }).nextState);
    const rest = await run(context(root), { key: "booksBackfill", pages: "5", state });
    expect(rest.result).toMatchObject({
      hasMore: false,
      nextState: null,
      pages: [{ number: 1, upserts: 4, hasMore: false }],
    });
    expect((rest.result as { rows: { key: string }[] }).rows.map(({ key }) => key)).toEqual([
      "bk_0021",
      "bk_0022",
      "bk_0023",
      "bk_0024",
    ]);
    expect(rest.next).toEqual([]);
  });

  it("gives cells as texts in its result", async () => {
    const { result } = await run(context(root), { key: "booksBackfill" });
    expect((result as { rows: unknown[] }).rows[4]).toEqual({
      database: "books",
      key: "bk_0005",
      cells: {
        Title: "The Apprentice for the Night Train",
        ID: "bk_0005",
        Price: "$13.00",
        Genres: "Crime & Thriller",
        Published: "2005-09-03",
      },
    });
  });

  it("finds what the SDK lets pass and exits with 5, without naming a secret", async () => {
    const outcome = await run(context(root), { key: "wrong" });
    expect(outcome.exit).toBe(5);
    expect(outcome.text).toContain("4 errors, 3 warnings");
    for (const rule of [
      "key-not-text",
      "key-not-primary",
      "undeclared-property",
      "state-not-json",
      "missing-property",
    ]) {
      expect(outcome.text + JSON.stringify(outcome.result)).toContain(rule);
    }
    expect(outcome.text).toContain(
      "the state does not survive JSON, as which Notion keeps it: at: a Date becomes a string [state-not-json]",
    );
    expect(outcome.next).toEqual(["create-sync run wrong --pages 2"]);
    expect(shown(outcome)).not.toContain(token);
  });

  it("stops at a cursor that does not move instead of turning round", async () => {
    const { result, text, exit, next } = await run(context(root), { key: "stuck", pages: "10" });
    expect([exit, next]).toEqual([5, []]);
    expect((result as { pages: unknown[] }).pages).toHaveLength(2);
    expect(text).toContain("[cursor-stuck]");
  });

  it("lets no control character of a row reach the terminal, and masks keys", async () => {
    const { text, next } = await run(context(root), { key: "wild" });
    expect([text, ...(next ?? [])].join("\n")).not.toMatch(/[\x00-\x09\x0b-\x1f]/);
    expect(text).toContain("␛[2J[SHOP_TOKEN]");
  });

  it("fits its table into the terminal", async () => {
    const { text } = await run(context(root, { COLUMNS: "60" }), { key: "booksBackfill" });
    const table = text.split("\n").slice(4, 16);
    expect(Math.max(...table.map(({ length }) => length))).toBeLessThanOrEqual(60);
    expect(text).toContain("(no room for");
  });

  it("prefers the shell to .env, and says what to do about a 401", async () => {
    const failure = run(context(root, { SHOP_TOKEN: "from-the-shell" }), { key: "booksDelta" });
    await expect(failure).rejects.toMatchObject({
      code: "run/execute-failed",
      message: expect.stringMatching(
        /^booksDelta threw \(src\/index\.ts:\d+:\d+\): GET .*: HTTP 401$/,
      ) as string,
      fix: "Look whether the token in .env is the right one, still valid, and allowed to read this.",
    });
  });

  it.each([
    [
      { key: "bookDelta" },
      'Unknown sync "bookDelta". Did you mean "booksDelta"? Syncs of this worker: booksBackfill, booksDelta, wrong, stuck, wild.',
    ],
    [
      { key: "search" },
      'Expected the key of a sync; "search" is a webhook. Syncs of this worker: booksBackfill, booksDelta, wrong, stuck, wild.',
    ],
    [
      { key: "books" },
      'Expected the key of a sync; "books" is a database. Syncs of this worker: booksBackfill, booksDelta, wrong, stuck, wild.',
    ],
    [{ key: "wrong", pages: "0" }, 'Expected a whole number from 1 to 1000 for --pages, got "0".'],
    [{ key: "wrong", pages: "two" }, 'Expected a whole number from 1 to 1000 for --pages, got "two".'],
    [
      { key: "wrong", state: "{page:2}" },
      "Invalid JSON in --state: expected a name in double quotes at position 2, before page:2}",
    ],
    [{ key: "wrong", state: '{"page":2' }, 'Invalid JSON in --state: expected "," or "}" at the end'],
  ])("refuses %j with exit 2", async (args, message) => {
    await expect(run(context(root), args)).rejects.toMatchObject({ message, exit: 2 });
  });

  it("needs no network, no worker and no time to refuse bad arguments", async () => {
    await expect(run(context("/nowhere"), { key: "s", pages: "x" })).rejects.toMatchObject({
      code: "run/bad-pages",
    });
  });

  it("tells a credential that is missing on this machine by its name", async () => {
    const brokered = workerSource(
      `worker.credential("SHOP_TOKEN", { network: [{ domain: "shop.example", transform: [{ headers: { Authorization: "Bearer {{credential}}" } }] }] });
      ${syncSource("s", `await fetch("https://shop.example/").catch(() => { throw new Error("no answer"); }); return { changes: [], hasMore: false };`)}`,
    );
    const failure = run(context(await makeProject(brokered, { env: "SHOP_TOKEN=\n" })), { key: "s" });
    await expect(failure).rejects.toMatchObject({
      message:
        "Missing SHOP_TOKEN: a request of s needs this credential, and Notion's broker does not exist on this machine.",
      fix: "Put SHOP_TOKEN=… into .env (keep that file out of git), or set it in the shell.",
    });
  });
});

describe("the demo's story", () => {
  it("shows a create, an edit, a cleared field and a delete after the delta", async () => {
    const shop = await startDemoApi({ token });
    const worker = await openTestWorker(root, { env: { SHOP_URL: shop.url } });
    const platform = createPlatform(worker);
    await platform.runSync("booksDelta");
    const books = worker.manifest().databases[0];
    const before = platform.rows("books");
    const priced = shop.shop.list().filter(({ price }) => price !== null);
    shop.shop.edit(priced[0]?.id ?? "", { price: 99.5 });
    shop.shop.edit(priced[1]?.id ?? "", { price: null });
    shop.shop.remove(priced[2]?.id ?? "");
    shop.shop.add({ title: "Brand New" });
    const summary = await platform.runSync("booksDelta");
    await shop.close();
    const table = diffTable(books ?? { properties: [] }, { before, after: platform.rows("books") });
    expect(summary).toMatchObject({ deletes: [priced[2]?.id], swept: [] });
    expect(table).toContain("→ $99.50");
    expect(table).toContain("→ (empty)");
    expect(table).toMatch(/^\+ Brand New/m);
    expect(table).toContain("1 new · 2 changed · 1 deleted · 21 unchanged");
    expect(shop.requests).toBeGreaterThan(3);
  });
});
