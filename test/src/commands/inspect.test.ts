import { afterAll, describe, expect, test } from "vitest";
import { inspect } from "../../../src/commands/inspect.ts";
import type { Context } from "../../../src/commands/types.ts";
import { linkPackages, tempProject, type TempProject } from "../../kit/temp-project.ts";

const made: TempProject[] = [];

afterAll(async () => {
  await Promise.all(made.map((project) => project.remove()));
});

async function contextOf(files: Record<string, string>): Promise<Context> {
  const project = await tempProject(files);
  made.push(project);
  return {
    cwd: project.root,
    json: false,
    dryRun: false,
    yes: false,
    force: false,
    interactive: false,
    say: () => undefined,
    readStdin: () => Promise.resolve(""),
    env: {},
  };
}

const worker = `import { Worker } from "@notionhq/workers";
import * as Schema from "@notionhq/workers/schema";

const worker = new Worker();

worker.database("books", {
  type: "managed",
  initialTitle: "Books",
  primaryKeyProperty: "Book ID",
  schema: { properties: { Name: Schema.title(), "Book ID": Schema.richText() } },
});
worker.pacer("booksApi", { allowedRequests: 1, intervalMs: 1_000 });
worker.pacer("otherApi", { allowedRequests: 1, intervalMs: 1_000 });
worker.sync("booksDelta\\u001b[2J\\u202e", {});

export default worker;
`;

describe("inspect", () => {
  test("says in short lines what the worker has", async () => {
    const context = await contextOf({
      "package.json":
        '{ "name": "my-worker", "type": "module", "dependencies": { "@notionhq/workers": "^0.4.0" } }',
      "src/index.ts": worker,
      ".env": "BOOKS_TOKEN=do-not-tell\n",
      ".gitignore": ".env\n",
      "syncs/books.plan.yaml": "",
      ".agents/skills/sync/SKILL.md": "---\nmetadata:\n  version: 0.0.1\n---\n",
    });
    const { text } = await inspect(context);
    expect(text).toBe(`Folder     ${context.cwd}
Package    my-worker, ES modules
Worker     src/index.ts, held by \`worker\`
Style      2 spaces, double quotes, semicolons, LF
SDK        @notionhq/workers 0.4.0 at least, not installed (no credential, no imageCover, rateLimitError)
Tools      TypeScript not installed, tsx missing
Databases  books (src/index.ts:6, primary key "Book ID", 2 properties)
Pacers     booksApi (src/index.ts:12)
           otherApi (src/index.ts:13)
Syncs      booksDelta (src/index.ts:14)
Env        .env: BOOKS_TOKEN; .env.example: no names; .env is ignored by git
Plans      syncs/books.plan.yaml
Skills     sync 0.0.1 (stale)`);
  });

  test("gives the project as data, without the text of files and the values of env files", async () => {
    const context = await contextOf({ "src/index.ts": worker, ".env": "BOOKS_TOKEN=do-not-tell\n" });
    const { result, text } = await inspect(context);
    expect(result).toMatchObject({
      workerFile: { path: "src/index.ts", worker: "worker" },
      env: { names: ["BOOKS_TOKEN"] },
    });
    const json = JSON.stringify(result);
    expect(json).not.toContain("do-not-tell");
    expect(json).not.toContain("export default");
    expect(text).not.toContain("do-not-tell");
  });

  test("proposes what is missing first, then what the worker is ready for", async () => {
    const context = await contextOf({
      "package.json": '{ "dependencies": { "@notionhq/workers": "^0.9.0" } }',
      "src/index.ts": worker.replace("\\u001b[2J\\u202e", ""),
      ".claude/skills/sync/SKILL.md": "---\nmetadata:\n  version: 0.0.1\n---\n",
    });
    expect((await inspect(context)).next).toEqual([
      "npm install",
      "npm install --save-dev tsx",
      "echo .env >> .gitignore",
      "create-sync skills status",
      "create-sync run booksDelta",
      "create-sync sources",
      "create-sync add <source.resource>",
    ]);
  });

  test("of a complete worker proposes syncs only, and never a key that a shell would read otherwise", async () => {
    const context = await contextOf({ "src/index.ts": worker, ".gitignore": ".env" });
    await linkPackages(context.cwd);
    expect((await inspect(context)).next).toEqual([
      "create-sync sources",
      "create-sync add <source.resource>",
    ]);
  });

  test("of an empty folder proposes the wizard, which makes a worker", async () => {
    const outcome = await inspect(await contextOf({}));
    expect(outcome.next).toEqual(["create-sync"]);
    expect(outcome.text).toContain("Worker   none");
  });
});
