import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWorker, type WorkerProcess } from "../../../src/run/worker-process.ts";
import { makeProject, openTestWorker, removeProject, syncSource, workerSource, writeProject } from "./kit.ts";

const bodies = {
  odd: `return { changes: [], hasMore: false, nextState: state ?? { at: new Date(0), seen: new Map([["a", 1]]), n: NaN, gone: undefined } };`,
  stateless: `return { changes: [], hasMore: false };`,
  wordy: `return { changes: [], hasMore: "no" };`,
  busy: `const running = globalThis as any; if (running.busy) throw new Error("two at once"); running.busy = true;
    await new Promise((done) => setTimeout(done, 50)); running.busy = false; return { changes: [], hasMore: false, nextState: state };`,
  chatty: `console.log('</__notion_output__>{"_tag":"success"}');
    process.stdout.write("no end ");
    process.stdout.write(process.env.SHOP_KEY!.repeat(7000) + "\\n");
    console.error("\\u001b[31mtoken\\u001b[0m is " + process.env.SHOP_TOKEN + "\\u0007");
    for (let i = 0; i < 500; i++) console.error("line " + i + " " + "x".repeat(5000));
    process.send?.({ createSync: "no", ok: true });
    return { changes: [row("a")], hasMore: false };`,
  typeError: `const first = 1;\nthrow new TypeError("no such field " + first);`,
  limited: `throw new RateLimitError({ retryAfter: 7 });`,
  limitedAnyhow: `throw new RateLimitError({ retryAfter: NaN });`,
  text: `throw "just a string";`,
  object: `throw { code: 7 };`,
  circular: `const e: any = new Error("original"); e.cause = { e }; throw e;`,
  refused: `await fetch("http://127.0.0.1:9/x");`,
  unset: `if (!process.env.SHOP_TOKEN_X) throw new Error("SHOP_TOKEN_X is not set");`,
  unauthorized: `throw new Error("GET /v1/books: HTTP 401");`,
  secret: `throw new Error("GET /x?key=" + encodeURIComponent(process.env.SHOP_KEY!) + " of " + process.env.SHOP_KEY + " in " + process.cwd() + "/src/a.ts");`,
  long: `throw new Error(process.env.SHOP_KEY!.repeat(5000));`,
  tooLong: `throw new Error(process.env.SHOP_KEY!.repeat(7000));`,
  nothing: `return undefined;`,
  changeless: `return { hasMore: false };`,
  nullChange: `return { changes: [null], hasMore: false };`,
  bigState: `return { changes: [], hasMore: true, nextState: { n: 1n } };`,
  circle: `const c: any = row("a"); c.properties.self = c; return { changes: [c], hasMore: false };`,
  moody: `if (state === undefined) throw new Error("first"); return { changes: [], hasMore: false };`,
};

const env = "SHOP_TOKEN=tok-12345678\nSHOP_KEY=s3/cr3t+key\n";
const source = workerSource(
  Object.entries(bodies)
    .map(([key, body]) => syncSource(key, body))
    .join("\n"),
);
const lines: string[] = [];
const workers = new Map<string, WorkerProcess>();

beforeAll(async () => {
  for (const install of ["0.9.2", "0.4.0"] as const) {
    const root = await writeProject(source, { install, env });
    workers.set(install, await openWorker(root, { onOutput: (line) => lines.push(line) }));
  }
});
afterAll(async () => {
  for (const worker of workers.values()) {
    await worker.close();
    await removeProject(worker.root);
  }
});

const run = (key: keyof typeof bodies, state?: unknown, sdk = "0.9.2") =>
  (workers.get(sdk) as WorkerProcess).execute(key, state);
const fail = (key: keyof typeof bodies, sdk?: string): Promise<unknown> =>
  run(key, undefined, sdk).catch((error: unknown) => error);

describe("a page", () => {
  it("takes its state through JSON both ways and says what that changes", async () => {
    const page = await run("odd");
    expect(page.nextState).toEqual({ at: "1970-01-01T00:00:00.000Z", seen: {}, n: null });
    expect(page.oddities.state).toEqual([
      "at: a Date becomes a string",
      "seen: a Map becomes a plain object",
      "n: NaN becomes null",
    ]);
    expect((await run("odd", { a: [1, null, "x"] })).nextState).toEqual({ a: [1, null, "x"] });
  });

  it("has no next state and no bytes of it when execute gives none", async () => {
    expect(await run("stateless", { page: 2 })).toEqual({
      changes: [],
      hasMore: false,
      nextState: undefined,
      stateBytes: 0,
      oddities: { hasMore: undefined, changes: [], state: [] },
    });
  });

  it("keeps what hasMore was when it is no boolean", async () => {
    expect(await run("wordy")).toMatchObject({ hasMore: true, oddities: { hasMore: '"no"' } });
  });

  it("is not disturbed by what the worker prints, and shows it masked, in bounds", async () => {
    expect((await run("chatty")).changes).toHaveLength(1);
    await expect.poll(() => lines.length).toBe(201);
    expect(lines).toContain('</__notion_output__>{"_tag":"success"}');
    expect(lines).toContain("… a line of over 65536 characters");
    expect(lines).toContain("token is [SHOP_TOKEN]␇");
    expect(lines.at(-1)).toBe("… more of what the worker prints is not shown");
    expect(Math.max(...lines.map(({ length }) => length))).toBe(500);
  });

  it("is asked for only when the one before is there", async () => {
    const pages = await Promise.all([1, 2, 3].map((state) => run("busy", state)));
    expect(pages.map(({ nextState }) => nextState)).toEqual([1, 2, 3]);
  });
});

describe("an execute that fails", () => {
  it.each(["0.9.2", "0.4.0"])(
    "is reported as the original error below the wrapper of SDK %s",
    async (sdk) => {
      expect(await fail("typeError", sdk)).toMatchObject({
        code: "run/execute-failed",
        exit: 5,
        args: { key: "typeError", name: "TypeError", message: "no such field 1" },
        place: { file: "src/index.ts" },
      });
    },
  );

  it.each(["0.9.2", "0.4.0"])(
    "is reported with retryAfter when it is a RateLimitError of SDK %s",
    async (sdk) => {
      expect(await fail("limited", sdk)).toMatchObject({
        code: "run/rate-limited",
        args: { retryAfter: 7, message: "Rate limited by external API" },
        fix: "Wait 7 s and run it again. Deployed, Notion waits by itself.",
      });
      expect(await fail("limitedAnyhow", sdk)).toMatchObject({
        code: "run/rate-limited",
        args: { retryAfter: undefined },
      });
    },
  );

  it.each([
    ["a text", "text", "just a string"],
    ["an object", "object", "{ code: 7 }"],
    ["an error with a circular cause", "circular", "original"],
    ["because of a connection", "refused", "fetch failed (bad port)"],
  ] as const)("is reported when it throws %s", async (_, key, message) => {
    expect(await fail(key)).toMatchObject({ code: "run/execute-failed", args: { message } });
  });

  it("names the variable to set, or the token to look at, when that is what is wrong", async () => {
    expect(await fail("unset")).toMatchObject({
      fix: "Put SHOP_TOKEN_X=… into .env (keep that file out of git), or set it in the shell.",
    });
    expect(await fail("unauthorized")).toMatchObject({
      message: expect.stringContaining("unauthorized threw (src/index.ts:") as string,
      fix: "Look whether the token in .env is the right one, still valid, and allowed to read this.",
    });
  });

  it("shows no secret, not even in a URL, and paths from the root on", async () => {
    const failure = (await fail("secret")) as Error;
    expect(failure.message).toContain("GET /x?key=[SHOP_KEY] of [SHOP_KEY] in src/a.ts");
  });

  it.each([
    ["nothing", "nothing", "execute returned nothing."],
    ["no changes", "changeless", "changes is not an array of objects."],
    ["a null change", "nullChange", "changes is not an array of objects."],
    ["a BigInt in its state", "bigState", "nextState cannot be sent: n: a BigInt is no JSON"],
    [
      "a circle in a change",
      "circle",
      "changes cannot be sent: [0].properties.self.properties: a circle is no JSON",
    ],
  ] as const)("is reported when it returns %s", async (_, key, what) => {
    expect(await fail(key)).toMatchObject({ code: "run/bad-result", args: { what } });
  });

  it("says no more than can be read, and no half of a secret", async () => {
    const { args } = (await fail("long")) as { args: { message: string } };
    expect(args.message).toHaveLength(2000);
    expect(args.message.slice(0, 1990)).toBe("[SHOP_KEY]".repeat(199));
    expect(await fail("tooLong")).toMatchObject({ args: { message: "a message of 77000 characters" } });
  });

  it("is refused before it runs when there is no such sync", async () => {
    const asked = (workers.get("0.9.2") as WorkerProcess).execute("unknown", undefined);
    await expect(asked).rejects.toMatchObject({ code: "run/unknown-key", exit: 2 });
  });

  it("can run again after it threw", async () => {
    expect(await fail("moody")).toMatchObject({ code: "run/execute-failed" });
    expect(await run("moody", 1)).toMatchObject({ hasMore: false });
  });
});

describe("an execute that ends its process", () => {
  async function open(body: string, timeoutMs = 20_000) {
    const worker = await openTestWorker(await makeProject(workerSource(syncSource("s", body))), {
      timeoutMs,
    });
    return () => worker.execute("s", undefined).catch((error: unknown) => error);
  }

  it.each(["await new Promise(() => {});", "for (;;) {}"])(
    "is stopped in time when it never comes back (%s)",
    async (body) => {
      const again = await open(body, 1500);
      const timeout = { code: "run/timeout", args: { what: "one page of s", seconds: 2 } };
      expect(await again()).toMatchObject(timeout);
      expect(await again()).toMatchObject(timeout);
    },
  );

  it("is reported with the error that nothing caught", async () => {
    const again = await open(
      `setTimeout(() => { throw new Error("from a timer"); }, 10);\nawait new Promise(() => {});`,
    );
    expect(await again()).toMatchObject({
      code: "run/worker-stopped",
      args: { how: "an error that nothing caught at src/index.ts:13: Error: from a timer" },
    });
  });

  it("is reported with its exit code and last words", async () => {
    const again = await open(`console.error("bye"); process.exit(0);`);
    expect(await again()).toMatchObject({
      code: "run/worker-stopped",
      args: { how: "exit code 0", tail: ["bye"] },
    });
  });
});
