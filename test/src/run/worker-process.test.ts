import { describe, expect, it } from "vitest";
import { openWorker } from "../../../src/run/worker-process.ts";
import { makeProject, openTestWorker, syncSource, workerSource } from "./kit.ts";

const paged = workerSource(
  syncSource(
    "paged",
    `const page = state?.page ?? 1; return { changes: [row("k" + page)], hasMore: page < 3, nextState: { page: page + 1 } };`,
  ),
);

/** What a failing worker says, without what differs from run to run. */
async function failureOf(
  source: string | undefined,
  options: Parameters<typeof makeProject>[1] = {},
): Promise<unknown> {
  return openWorker(await makeProject(source, options)).catch((error: unknown) => error);
}

describe("openWorker", () => {
  it.each([
    { type: "module", install: "0.9.2" },
    { type: "commonjs", install: "0.9.2" },
    { type: "module", install: "0.4.0" },
    { type: "commonjs", install: "0.4.0" },
  ] as const)("runs page after page in a $type package with SDK $install", async (project) => {
    const worker = await openTestWorker(await makeProject(paged, project));
    const first = await worker.execute("paged", undefined);
    const second = await worker.execute("paged", first.nextState);
    expect(worker.manifest().sdkVersion).toBe(project.install);
    expect(first).toMatchObject({ hasMore: true, nextState: { page: 2 }, stateBytes: 10 });
    expect(second.changes).toEqual([
      {
        type: "upsert",
        key: "k2",
        targetDatabaseKey: "books",
        properties: { Title: [["Book k2"]], ID: [["k2"]] },
      },
    ]);
  });

  it("gives the manifest with the shape of databases and syncs, and hides OAuth clients", async () => {
    const source = workerSource(
      `worker.pacer("api", { allowedRequests: 10, intervalMs: 1000 });
      worker.oauth("shopAuth", { name: "shop", clientId: "id-4711", clientSecret: "s3cr3t", scope: "read", authorizationEndpoint: "https://a.example/auth", tokenEndpoint: "https://a.example/token", authorizationParams: { access_token: "t" } });
      worker.credential("SHOP_TOKEN", { network: [{ domain: "*.shop.example", transform: [{ headers: { Authorization: "Bearer {{credential}}" } }] }] });
      ${syncSource("booksDelta", "return { changes: [], hasMore: false };", "incremental")}`,
      `Title: Schema.title(), ID: Schema.richText(), Price: Schema.number("dollar"), State: Schema.select([{ name: "new" }, { name: "old" }]), ["__proto__"]: Schema.url()`,
    );
    const worker = await openTestWorker(await makeProject(source));
    const manifest = worker.manifest();
    expect(manifest.databases).toEqual([
      {
        key: "books",
        title: "Books",
        primaryKey: "ID",
        properties: [
          { name: "Title", type: "title", options: [] },
          { name: "ID", type: "text", options: [] },
          { name: "Price", type: "number", format: "dollar", options: [] },
          { name: "State", type: "select", options: ["new", "old"] },
          { name: "__proto__", type: "url", options: [] },
        ],
      },
    ]);
    expect(manifest.syncs).toEqual([
      {
        key: "booksDelta",
        databaseKey: "books",
        mode: "incremental",
        schedule: { type: "interval", intervalMs: 86_400_000 },
      },
    ]);
    expect(manifest.pacers).toEqual([{ key: "api", allowedRequests: 10, intervalMs: 1000 }]);
    expect(manifest.credentials).toEqual([{ key: "SHOP_TOKEN", domains: ["*.shop.example"] }]);
    expect(manifest.capabilities.find(({ kind }) => kind === "oauth")?.config).toMatchObject({
      clientId: "[hidden]",
      clientSecret: "[hidden]",
      tokenEndpoint: "https://a.example/token",
      scope: "read",
      name: "shop",
    });
    expect(JSON.stringify(manifest)).not.toMatch(/4711|s3cr3t/);
  });

  it("lets the given environment win over .env, and .env over placeholders", async () => {
    const source = workerSource(
      syncSource(
        "env",
        `return { changes: [], hasMore: false, nextState: [process.env.A_NAME, process.env.B_NAME, process.env.C_NAME, process.env.NOTION_INPUT_PAYLOAD_PATH ?? null] };`,
      ),
    );
    const root = await makeProject(source, { env: "A_NAME=file\nB_NAME=file\n" });
    const worker = await openTestWorker(root, {
      env: { A_NAME: "shell", NOTION_INPUT_PAYLOAD_PATH: "/nowhere" },
      placeholders: ["B_NAME", "C_NAME"],
    });
    expect((await worker.execute("env", undefined)).nextState).toEqual([
      "shell",
      "file",
      "placeholder",
      null,
    ]);
  });

  it("waits between requests only when pacers are to be real, across pages too", async () => {
    const source = workerSource(
      `const api = worker.pacer("api", { allowedRequests: 1, intervalMs: 300 });
      ${syncSource("s", "const start = Date.now(); await api.wait(); await api.wait(); return { changes: [], hasMore: true, nextState: Date.now() - start };")}`,
    );
    const root = await makeProject(source);
    const free = await openTestWorker(root);
    const paced = await openTestWorker(root, { fetchPacers: true });
    expect((await free.execute("s", undefined)).nextState).toBeLessThan(150);
    expect((await paced.execute("s", undefined)).nextState).toBeGreaterThanOrEqual(290);
    expect((await paced.execute("s", undefined)).nextState).toBeGreaterThanOrEqual(450);
  });

  it("says npm install when nothing is installed and names tsx when only that is missing", async () => {
    expect(await failureOf(paged, { install: "none" })).toMatchObject({
      code: "run/no-dependencies",
      exit: 2,
      fix: "npm install",
    });
    expect(await failureOf(paged, { install: "no-tsx" })).toMatchObject({
      code: "run/no-tsx",
      exit: 2,
      fix: "npm install -D tsx",
    });
  });

  it("says that a directory without src/index.ts holds no worker", async () => {
    expect(await failureOf(undefined)).toMatchObject({ code: "run/no-worker-file", exit: 2 });
  });

  it("says which exports there are when none is a worker", async () => {
    expect(await failureOf("export const thing = 1; export default {};")).toMatchObject({
      code: "run/no-worker",
      message: "Expected the worker as the default export of src/index.ts; it exports default, thing.",
      fix: "Add to src/index.ts: export default worker;",
    });
  });
});

describe("a worker that fails while it is loaded", () => {
  it.each(["module", "commonjs"] as const)("is reported with its own line in a %s package", async (type) => {
    const source = `import { fail } from "./lib/fail.js";\n\nfail();\nexport default {};\n`;
    const files = {
      "src/lib/fail.ts": `type T = { a: string };\nexport function fail(): T {\n  throw new RangeError("bad \u001b[31mtop");\n}\n`,
    };
    const failure = (await failureOf(source, { type, files })) as { args: { frames: object[] } };
    expect(failure).toMatchObject({
      code: "run/import-failed",
      exit: 5,
      place: { file: "src/lib/fail.ts", line: 3 },
      fix: "Mend src/lib/fail.ts:3 and run it again.",
      message: "The worker fails while it is loaded (src/lib/fail.ts:3:9): RangeError: bad ␛[31mtop",
    });
    expect(failure.args.frames.slice(0, 2)).toMatchObject([
      { inside: "fail" },
      { file: "src/index.ts", line: 3 },
    ]);
  });

  it("is reported with the place of a syntax error", async () => {
    const failure = await failureOf("const a = 1;\nconst = 2;\n");
    expect(failure).toMatchObject({
      code: "run/import-failed",
      place: { file: "src/index.ts", line: 2, column: 6 },
    });
  });

  it("is told to npm install when a package is missing", async () => {
    const failure = await failureOf(`import "not-there-at-all";`);
    expect(failure).toMatchObject({ code: "run/import-failed", fix: "npm install" });
    expect((failure as Error).message).toContain("not-there-at-all");
  });

  it("is told the key that two things share", async () => {
    const failure = await failureOf(
      workerSource(`worker.pacer("books", { allowedRequests: 1, intervalMs: 1 });`),
    );
    expect((failure as Error).message).toContain('Worker item with key "books" already registered');
  });

  it("is stopped when it never gets ready", async () => {
    const root = await makeProject(
      "setInterval(() => {}, 1000); await new Promise(() => {}); export default {};",
    );
    const failure = await openWorker(root, { timeoutMs: 1500 }).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: "run/timeout", args: { what: "loading the worker", seconds: 2 } });
  });

  it("is reported when it ends its own process", async () => {
    expect(await failureOf(`console.error("going"); process.exit(3);`)).toMatchObject({
      code: "run/worker-stopped",
      args: { how: "exit code 3", tail: ["going"] },
    });
  });
});
