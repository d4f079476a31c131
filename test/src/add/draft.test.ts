import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { draftSync } from "../../../src/add/draft.ts";
import { differences } from "../../../src/add/differences.ts";
import { manifestFaults } from "../../../src/add/verify.ts";
import { preparePlan } from "../../../src/plan/load.ts";
import type { Manifest } from "../../../src/run/manifest.ts";
import { writeChanges } from "../../../src/write/write.ts";
import { planOf } from "../../kit/plans.ts";
import { readTree, repository, tempProject, type TempProject } from "../../kit/temp-project.ts";

let project: TempProject | undefined;
afterEach(() => project?.remove());

async function start(files: Record<string, string> = {}): Promise<string> {
  project = await tempProject(files);
  return project.root;
}

async function add(
  root: string,
  what: string,
  options: { params?: string[]; set?: string[]; force?: boolean } = {},
): Promise<string[]> {
  const draft = await draftSync(root, await preparePlan(what, options), { force: options.force ?? false });
  return writeChanges(root, draft.changes);
}

const worker =
  'import { Worker } from "@notionhq/workers";\n\nconst worker = new Worker();\nexport default worker;\n';
const packageJson = '{ "name": "w", "type": "module", "dependencies": { "@notionhq/workers": "^0.9.2" } }';

describe("draftSync", () => {
  it("makes a whole worker in an empty folder, the worker file last", async () => {
    const root = await start();
    const written = await add(root, "demo.books");
    expect(written.at(-1)).toBe("src/index.ts");
    expect(written).toEqual(
      expect.arrayContaining([
        "package.json",
        "tsconfig.json",
        ".gitignore",
        ".env",
        "syncs/demoBooks.plan.yaml",
      ]),
    );
    expect(await add(root, "demo.books")).toEqual([]);
  });

  it("gives a source that posts a request function of its own beside one that only reads, at the same address", async () => {
    const root = await start();
    for (const [id, name] of [
      ["page", "acmeOrders"],
      ["relay", "acmeParts"],
      ["offset", "acmeDeals"],
    ] as const) {
      const text = await readFile(join(repository, "test/generators/paging", id, "plan.yaml"), "utf8");
      const plan = { text: text.replace("name: acmeOrders", `name: ${name}`), file: `${name}.plan.yaml` };
      await writeChanges(root, (await draftSync(root, await preparePlan(plan))).changes);
    }
    const code = await readFile(join(root, "src/index.ts"), "utf8");
    expect(code.match(/const acmeUrl = .*|async function acme(Get|Fetch)\(.*/g)).toEqual([
      'const acmeUrl = "https://api.acme.example/v2";',
      "async function acmeGet(url: string) {",
      "async function acmeFetch(url: string, body?: unknown) {",
    ]);
  });

  it("writes empty settings only, and .env only where git ignores it", async () => {
    const root = await start({ "package.json": packageJson, "src/index.ts": worker });
    expect(await add(root, "demo.books")).not.toContain(".env");
    expect(await readFile(join(root, ".env.example"), "utf8")).toBe("# Demo token\nDEMO_TOKEN=\n");
  });

  it("adds a missing name to an .env.example and leaves the rest of it alone", async () => {
    const root = await start({
      "package.json": packageJson,
      "src/index.ts": worker,
      ".gitignore": ".env\n",
      ".env": "OTHER=1\n",
      ".env.example": "OTHER=",
    });
    expect(await add(root, "demo.books")).not.toContain(".env");
    expect(await readFile(join(root, ".env.example"), "utf8")).toBe("OTHER=\n# Demo token\nDEMO_TOKEN=\n");
  });

  it("refuses a package that is no worker, and writes nothing", async () => {
    const root = await start({ "package.json": '{ "name": "shop" }' });
    await expect(add(root, "demo.books")).rejects.toMatchObject({ code: "files/not-a-worker", exit: 4 });
    expect([...(await readTree(root)).keys()]).toEqual(["package.json"]);
  });

  it("refuses another plan of the same name and says what differs", async () => {
    const root = await start();
    await add(root, "demo.books");
    const failure = add(root, "demo.books", { set: ["schedule.delta=15m"] });
    await expect(failure).rejects.toMatchObject({ code: "add/plan-changed", exit: 4 });
    await expect(failure).rejects.toThrow('schedule.delta: "5m" → "15m"');
  });

  it("brings code nobody edited to a changed plan when told to, and only then", async () => {
    const root = await start();
    await add(root, "demo.books");
    const index = () => readFile(join(root, "src/index.ts"), "utf8");
    const before = await index();
    const set = ["schedule.delta=15m", "database.title=Shelf"];
    expect(await add(root, "demo.books", { set, force: true })).toEqual([
      "syncs/demoBooks.plan.yaml",
      "syncs/.applied/demoBooks.plan.yaml",
      "src/index.ts",
    ]);
    expect(await index()).toBe(
      before
        .replace('schedule: "5m"', 'schedule: "15m"')
        .replace("Incremental, every 5 minutes:", "Incremental, every 15 minutes:")
        .replace('initialTitle: "Books"', 'initialTitle: "Shelf"'),
    );
    expect(await add(root, "demo.books", { set })).toEqual([]);
  });

  it("notices a plan that was edited in place, since it keeps the one the code was made from", async () => {
    const root = await start();
    await add(root, "demo.books");
    const file = join(root, "syncs/demoBooks.plan.yaml");
    const text = (await readFile(file, "utf8")).replace("delta: 5m", "delta: 15m");
    await writeFile(file, text);
    const again = async (force: boolean) => {
      const draft = await draftSync(root, await preparePlan({ text, file }), { force });
      return writeChanges(root, draft.changes);
    };
    await expect(again(false)).rejects.toMatchObject({ code: "add/plan-changed", exit: 4 });
    expect(await again(true)).toEqual(["syncs/.applied/demoBooks.plan.yaml", "src/index.ts"]);
    expect(await readFile(join(root, "src/index.ts"), "utf8")).toContain('schedule: "15m"');
    expect(await again(false)).toEqual([]);
  });

  it("keeps what was edited where the plan does not touch it, and refuses where it does", async () => {
    const root = await start();
    await add(root, "demo.books");
    const path = join(root, "src/index.ts");
    const edited = (await readFile(path, "utf8")).replace(
      'titleOf(book.title, "(no title)")',
      'titleOf(book.title?.trim(), "(no title)")',
    );
    await writeFile(path, edited);
    await add(root, "demo.books", { set: ["schedule.delta=15m"], force: true });
    expect(await readFile(path, "utf8")).toContain("book.title?.trim()");
    const failure = add(root, "demo.books", {
      set: ["schedule.delta=15m", "fields.Pages.name=Length"],
      force: true,
    });
    await expect(failure).rejects.toMatchObject({ code: "add/edited", exit: 4 });
    await expect(failure).rejects.toThrow("were edited: mapper. Nothing was written.");
  });

  it("leaves what another sync uses too alone, and says so", async () => {
    const root = await start();
    const params = ["repository=octo-org/app"];
    await add(root, "github.issues", { params });
    await add(root, "github.releases", { params });
    const before = await readTree(root);
    const failure = add(root, "github.issues", { params, set: ["pacer=slowApi"], force: true });
    await expect(failure).rejects.toMatchObject({ code: "add/shared", exit: 4 });
    expect(await readTree(root)).toEqual(before);
    await add(root, "github.issues", { params, set: ["schedule.delta=15m"], force: true });
    expect(await readFile(join(root, "src/index.ts"), "utf8")).toContain('schedule: "15m"');
  });

  it("brings the generated test along, unless it was edited", async () => {
    const root = await start();
    await add(root, "demo.books");
    const path = join(root, "test/demoBooks.test.ts");
    await add(root, "demo.books", { set: ["fields.Pages.name=Length"], force: true });
    expect(await readFile(path, "utf8")).toContain('"Length"');
    await writeFile(path, "// mine\n");
    await add(root, "demo.books", { set: ["fields.Pages.name=Extent"], force: true });
    expect(await readFile(path, "utf8")).toBe("// mine\n");
  });

  it("removes the parts a changed plan no longer has, and adds the new ones", async () => {
    const root = await start();
    await add(root, "demo.books");
    await add(root, "demo.books", {
      set: ["architecture=replace", "because=a handful of rows"],
      force: true,
    });
    const text = await readFile(join(root, "src/index.ts"), "utf8");
    expect(text).toContain('worker.sync("demoBooksSync"');
    expect(text).not.toMatch(/demoBooksDelta|demoBooksBackfill|changedDemoBooks|demoBooksOverlap/);
    expect(text).not.toMatch(/\n\n\n/);
  });

  it("names both places when a key is taken by something else", async () => {
    const taken = `${worker.replace("export default worker;\n", "")}worker.pacer("demoBooksDelta", { allowedRequests: 1, intervalMs: 1 });\nexport default worker;\n`;
    const root = await start({ "package.json": packageJson, "src/index.ts": taken });
    await expect(add(root, "demo.books")).rejects.toThrow(/sync "demoBooksDelta".*pacer at src\/index\.ts:4/);
  });

  it("adds the same source twice under another name, sharing what a source shares", async () => {
    const root = await start();
    await add(root, "github.issues", { params: ["repository=octo-org/app"] });
    await add(root, "github.issues", { params: ["repository=octo-org/api"], set: ["name=apiIssues"] });
    const text = await readFile(join(root, "src/index.ts"), "utf8");
    expect(text.match(/worker\.pacer\(/g)).toHaveLength(1);
    expect(text.match(/worker\.credential\(/g)).toHaveLength(1);
    expect(text.match(/async function githubGet\(/g)).toHaveLength(1);
    expect(text.match(/worker\.sync\(/g)).toHaveLength(4);
  });

  it("does not share the client of another address", async () => {
    const root = await start();
    await add(root, "demo.books");
    const other = add(root, "demo.books", {
      params: ["baseUrl=http://127.0.0.1:5555"],
      set: ["name=otherBooks"],
    });
    await expect(other).rejects.toMatchObject({ code: "edit/name-taken" });
    await add(root, "demo.books", {
      params: ["baseUrl=http://127.0.0.1:5555"],
      set: ["name=otherBooks", "pacer=otherApi"],
    });
    expect(await readFile(join(root, "src/index.ts"), "utf8")).toContain(
      'const otherUrl = "http://127.0.0.1:5555"',
    );
  });

  it("keeps a helper the user has edited and adds only what is missing", async () => {
    const root = await start();
    await add(root, "github.releases", { params: ["repository=octo-org/app"] });
    const path = join(root, "src/sync-helpers.ts");
    const edited = (await readFile(path, "utf8")).replace("60_000)", "90_000)");
    await writeFile(path, edited);
    await add(root, "github.issues", { params: ["repository=octo-org/app"] });
    const after = await readFile(path, "utf8");
    expect(after).toContain("AbortSignal.timeout(90_000)");
    expect(after).toContain("export function resumeDelta");
    expect(after.match(/export async function fetchJson/g)).toHaveLength(1);
  });

  it("refuses a helper module that is somebody else's", async () => {
    const root = await start({
      "package.json": packageJson,
      "src/index.ts": worker,
      "src/sync-helpers.ts": "export const textOf = 1;\n",
    });
    await expect(add(root, "demo.books")).rejects.toMatchObject({ code: "files/helpers-taken" });
  });

  it("puts back what was deleted by hand when the same plan is added again", async () => {
    const root = await start();
    await add(root, "demo.books");
    const path = join(root, "src/index.ts");
    const whole = await readFile(path, "utf8");
    const start1 = whole.indexOf("// Incremental,");
    const end = whole.indexOf("export default worker;");
    await writeFile(path, whole.slice(0, start1) + whole.slice(end));
    expect(await add(root, "demo.books")).toEqual(["src/index.ts"]);
    expect(await readFile(path, "utf8")).toBe(whole);
  });
});

describe("differences", () => {
  it("lists what changed by path, shortly", () => {
    expect(differences({ a: { b: 1 }, c: [1, 2] }, { a: { b: 2 }, c: [1], d: true })).toEqual([
      "a.b: 1 → 2",
      "c.1: 2 → nothing",
      "d: nothing → true",
    ]);
    expect(differences({ a: 1 }, { a: 1 })).toEqual([]);
    expect(differences("x".repeat(100), 1)[0]).toHaveLength(66);
  });
});

describe("manifestFaults", () => {
  const good: Manifest = {
    sdkVersion: "0.9.2",
    pacers: [],
    credentials: [],
    capabilities: [],
    databases: [{ key: "githubReleases", title: "T", primaryKey: "Release ID", properties: [] }],
    syncs: [
      {
        key: "githubReleasesSync",
        databaseKey: "githubReleases",
        mode: "replace",
        schedule: { type: "interval", intervalMs: 3_600_000 },
      },
    ],
  };

  it("says nothing about what is as planned", async () => {
    const plan = await planOf("github.releases");
    const [database] = good.databases;
    const properties = plan.fields.map(({ name }) => ({ name, type: "text", options: [] }));
    expect(
      manifestFaults(plan, { ...good, databases: database ? [{ ...database, properties }] : [] }),
    ).toEqual([]);
  });

  it("names each thing that is missing or other than planned", async () => {
    const plan = await planOf("github.releases");
    expect(manifestFaults(plan, { ...good, databases: [], syncs: [] })).toEqual([
      "database githubReleases is missing",
      "sync githubReleasesSync is missing",
    ]);
    const [sync] = good.syncs;
    const wrong = sync ? [{ ...sync, mode: undefined }] : [];
    expect(manifestFaults(plan, { ...good, syncs: wrong }).at(-1)).toBe(
      "sync githubReleasesSync has mode none, planned replace",
    );
    const late = sync ? [{ ...sync, schedule: { type: "manual" as const } }] : [];
    expect(manifestFaults(plan, { ...good, syncs: late }).at(-1)).toBe(
      "sync githubReleasesSync runs manual, planned every 3600000 ms",
    );
  });
});
