import { execFileSync } from "node:child_process";
import { mkdir, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { Problem } from "../../../src/problems/problem.ts";
import { packageVersion } from "../../../src/package-files.ts";
import { readProject } from "../../../src/project/read.ts";
import { linkPackages, tempProject, type TempProject } from "../../kit/temp-project.ts";

const worker = `import { Worker } from "@notionhq/workers";
const worker = new Worker();
worker.sync("inIndex", {});
export default worker;
`;

const made: TempProject[] = [];

afterAll(async () => {
  await Promise.all(made.map((project) => project.remove()));
});

async function projectWith(files: Record<string, string>): Promise<string> {
  const project = await tempProject(files, "a worker ü");
  made.push(project);
  return project.root;
}

async function refusal(root: string): Promise<Problem> {
  const error: unknown = await readProject(root).catch((reason: unknown) => reason);
  if (error instanceof Problem) return error;
  throw new Error("The project was not refused.");
}

describe("a project", () => {
  test("that is an empty folder has no facts and is no error", async () => {
    const root = await projectWith({});
    expect(await readProject(root)).toEqual({
      root,
      hasTsx: false,
      items: [],
      env: { names: [], exampleNames: [], ignored: false },
      plans: [],
      skills: [],
    });
  });

  test("with everything is known from its packages to its skills", async () => {
    const root = await projectWith({
      "package.json":
        '{ "name": "books", "type": "module", "dependencies": { "@notionhq/workers": "^0.4.0" } }',
      "src/index.ts": worker,
      ".env": "BOOKS_TOKEN=do-not-tell\n",
      ".env.example": "BOOKS_TOKEN=\nBOOKS_URL=\n",
      ".gitignore": "node_modules\n.env\n",
      "syncs/books.plan.yaml": "plan: 1\n",
      "syncs/notes.md": "",
      ".agents/skills/sync/SKILL.md": `---\nname: sync\nmetadata:\n  version: "${packageVersion()}"\n---\n`,
      ".agents/skills/sync-guide/SKILL.md": '---\nname: sync-guide\nmetadata:\n  version: "0.0.1"\n---\n',
      ".claude/skills/auth-guide/SKILL.md": "---\nname: auth-guide\n---\n",
      ".claude/skills/other/SKILL.md": "---\nname: other\n---\n",
      ".claude/skills/not-a-skill/README.md": "",
    });
    await linkPackages(root);
    const project = await readProject(root);
    expect(project).toMatchObject({
      root,
      packageName: "books",
      moduleType: "module",
      sdk: {
        version: "0.9.2",
        installed: true,
        features: { credential: true, imageCover: true, rateLimitError: true },
      },
      typescript: expect.stringMatching(/^7\./) as string,
      hasTsx: true,
      items: [{ kind: "sync", key: "inIndex", file: "src/index.ts", line: 3 }],
      env: { names: ["BOOKS_TOKEN"], exampleNames: ["BOOKS_TOKEN", "BOOKS_URL"], ignored: true },
      plans: ["syncs/books.plan.yaml"],
      skills: [
        { name: "auth-guide", stale: true },
        { name: "other", stale: false },
        { name: "sync", version: packageVersion(), stale: false },
        { name: "sync-guide", version: "0.0.1", stale: true },
      ],
    });
    expect(project.workerFile?.worker).toBe("worker");
    expect(JSON.stringify(project)).not.toContain("do-not-tell");
  });

  test("whose SDK is not installed is taken for the lowest version it allows", async () => {
    const root = await projectWith({
      "package.json": '\uFEFF{ "devDependencies": { "@notionhq/workers": "^0.4.0", "tsx": "4" } }',
    });
    expect(await readProject(root)).toMatchObject({
      moduleType: "commonjs",
      hasTsx: true,
      sdk: { version: "0.4.0", installed: false, features: { credential: false, rateLimitError: true } },
    });
  });

  test("with an older SDK installed has that version's features", async () => {
    const root = await projectWith({
      "package.json": '{ "dependencies": { "@notionhq/workers": "^0.4.0" } }',
    });
    await linkPackages(root, "0.4.0");
    expect((await readProject(root)).sdk).toMatchObject({
      version: "0.4.0",
      installed: true,
      features: { credential: false },
    });
  });

  test("with a package.json of odd types keeps what is sound", async () => {
    const root = await projectWith({
      "package.json":
        '{ "name": 7, "type": [], "dependencies": "x", "devDependencies": { "@notionhq/workers": 1, "__proto__": "1" } }',
    });
    const project = await readProject(root);
    expect(project.moduleType).toBe("commonjs");
    expect(project).not.toHaveProperty("packageName");
    expect(project).not.toHaveProperty("sdk");
  });
});

describe("a project is refused", () => {
  test("for a package.json that is not JSON, with the line", async () => {
    const problem = await refusal(await projectWith({ "package.json": '{\n  "name": "a",\n  // note\n}\n' }));
    expect(problem.place).toEqual({ file: "package.json", line: 3 });
    expect(problem.message).toBe("Invalid package.json, line 3: `// note` is not JSON here.");
    expect(problem.exit).toBe(4);
  });

  test("for a package.json that is no object", async () => {
    expect((await refusal(await projectWith({ "package.json": "[]" }))).message).toBe(
      "Invalid package.json, line 1: an object is expected.",
    );
  });

  test("for a worker file in another encoding, whose bytes an edit would change", async () => {
    const root = await projectWith({ "src/index.ts": "" });
    await writeFile(
      join(root, "src/index.ts"),
      Buffer.concat([Buffer.from(`${worker}// caf`), Buffer.from([0xe9])]),
    );
    expect((await refusal(root)).code).toBe("project/file-not-utf8");
  });

  test("for a worker file over 1 MB", async () => {
    expect((await refusal(await projectWith({ "src/index.ts": worker + "/".repeat(1_000_000) }))).code).toBe(
      "project/file-too-large",
    );
  });
});

describe("keys in other files under src/", () => {
  test("count if the call is on the worker: its name, an import of its file, or a parameter of its type", async () => {
    const root = await projectWith({
      "src/index.ts": worker,
      "src/a/by-name.ts": 'export function add() { worker.pacer("byName", {}); }',
      "src/b-import.js": 'import app from "./index.js";\napp.sync("byImport", {});',
      "src/a/b/c-import.mts":
        'import * as all from "../..";\nimport { app } from "../../index.ts";\napp.tool("byNamedImport", {});',
      "src/by-type.ts":
        'import type * as n from "@notionhq/workers";\nexport const add = (app: n.Worker) => app.database("byType", {});',
      "src/broken.ts": 'worker.sync("inBrokenFile", {}); let = ;',
      "src/foreign.ts": 'import { app } from "./other.js";\napp.sync("foreign", {}); // index',
      "src/own.test.ts":
        'import { Worker } from "@notionhq/workers";\nconst worker = new Worker();\nworker.sync("ofTest", {});',
      "src/types.d.ts": 'worker.sync("declared", {});',
      "src/node_modules/x/index.ts": 'worker.sync("ofPackage", {});',
      "src/data.json": 'worker.sync("json", {})',
      "lib/outside.ts": 'worker.sync("outside", {});',
    });
    const { items } = await readProject(root);
    expect(items.map((item) => `${item.key} ${item.file}:${item.line}`)).toEqual([
      "inIndex src/index.ts:3",
      "byNamedImport src/a/b/c-import.mts:3",
      "byName src/a/by-name.ts:1",
      "byImport src/b-import.js:2",
      "inBrokenFile src/broken.ts:1",
      "byType src/by-type.ts:2",
    ]);
  });

  test("are not looked for behind links, in files too large or not UTF-8, or beyond 200 files", async () => {
    const many = Object.fromEntries(
      Array.from({ length: 205 }, (_, i) => [`src/many/f${i}.ts`, `worker.tool("t${i}", {});`]),
    );
    const root = await projectWith({
      "src/index.ts": worker,
      "out/linked.ts": 'worker.sync("linked", {});',
      "src/large.ts": `worker.sync("large", {}); // ${"x".repeat(1_000_000)}`,
      ...many,
    });
    await symlink(join(root, "out/linked.ts"), join(root, "src/link.ts"));
    await symlink(join(root, "out"), join(root, "src/linked"));
    await symlink(root, join(root, "src/circle"));
    await writeFile(join(root, "src/latin.ts"), Buffer.from([0x77, 0xe9]));
    const { items } = await readProject(root);
    expect(items.filter((item) => item.kind === "sync").map((item) => item.key)).toEqual(["inIndex"]);
    expect(items.length).toBe(1 + 200 - ["index", "large", "latin"].length);
  });
});

describe("whether git ignores .env", () => {
  test("is asked of git where there is a repository, also one above the project", async () => {
    const root = await projectWith({
      ".gitignore": "*.env\n",
      "packages/worker/.env": "A=1\n",
      "packages/bare/.gitignore": "!.env\n",
    });
    execFileSync("git", ["init", "--quiet"], { cwd: root });
    expect((await readProject(join(root, "packages/worker"))).env).toEqual({
      names: ["A"],
      exampleNames: [],
      ignored: true,
    });
    expect((await readProject(join(root, "packages/bare"))).env.ignored).toBe(false);
  });

  test("is no for a file that git tracks already, whatever .gitignore says", async () => {
    const root = await projectWith({ ".env": "A=1\n" });
    execFileSync("git", ["init", "--quiet"], { cwd: root });
    execFileSync("git", ["add", ".env"], { cwd: root });
    await writeFile(join(root, ".gitignore"), ".env\n");
    expect((await readProject(root)).env.ignored).toBe(false);
  });

  test("is read from .gitignore without a repository or with a broken one", async () => {
    const root = await projectWith({ ".gitignore": "/.env\n" });
    expect((await readProject(root)).env.ignored).toBe(true);
    await mkdir(join(root, ".git"));
    expect((await readProject(root)).env.ignored).toBe(true);
  });
});

test("a pipe called .env is left alone, since reading it could wait for ever", async () => {
  const root = await projectWith({ "src/index.ts": worker });
  execFileSync("mkfifo", [join(root, ".env")]);
  expect((await readProject(root)).env.names).toEqual([]);
  await rm(join(root, ".env"));
});
