import { existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { AgentRun } from "../../evals/agent.ts";
import type { Graded } from "../../evals/grade.ts";
import { evalsFolder, readTask } from "../../evals/task.ts";
import { workOn } from "../../evals/work.ts";
import type { Workshop } from "../../evals/workshop.ts";
import { built } from "../cli/built.ts";

const bin = built("src/bin.js");
const ran: AgentRun = { end: "done", code: 0, ms: 1, output: "", dropped: 0, toolCalls: undefined };

const makeTask = (expect: string[], start = "worker: bookshop.ts") =>
  readTask(
    "try",
    `title: A task to try the grader with
prompt: Do something to the worker in this folder.
skill: sync
env: [SHOP_TOKEN]
start: { ${start} }
expect: [${expect.join(", ")}]
solution: {}
`,
  );

/** What the grader says of what an agent does, which here is a function. */
async function gradeWork(
  expectations: string[],
  work: (workshop: Workshop) => Promise<Partial<AgentRun> | void>,
): Promise<Record<string, Graded["state"] | string[]>> {
  const outcome = await workOn(makeTask(expectations), {
    ...{ arm: "without skills", bin, limitMs: 0 },
    agent: async (workshop) => ({ ...ran, ...(await work(workshop)) }),
  });
  return Object.fromEntries(
    outcome.expectations.map(({ expectation, state, details }) => [
      expectation,
      state === "unmet" ? details : state,
    ]),
  );
}

/** Changes src/index.ts as an agent would. */
async function rewrite({ root }: Workshop, find: string | RegExp, replacement: string): Promise<void> {
  const file = join(root, "src", "index.ts");
  const code = await readFile(file, "utf8");
  const changed = code.replace(find, () => replacement);
  expect(changed).not.toBe(code);
  writeFileSync(file, changed);
}

describe("the grader", { timeout: 60_000 }, () => {
  test("finds the secret in a file, and in what was printed", async () => {
    const found = await gradeWork(["{ kind: secret-unseen }"], async (workshop) => {
      await rewrite(workshop, "process.env.SHOP_TOKEN", JSON.stringify(workshop.secret));
      return { output: `I read ${workshop.secret}.` };
    });
    expect(found).toEqual({
      "came to an end": "met",
      "no secret": ["src/index.ts has the secret of .env"],
      "secret-unseen": ["the agent printed the secret of .env"],
    });
    const kept = await gradeWork(["{ kind: secret-unseen }"], () => Promise.resolve());
    expect([kept["no secret"], kept["secret-unseen"]]).toEqual(["met", "met"]);
  });

  test("checks types with settings and packages of its own", async () => {
    const loose = async ({ root }: Workshop): Promise<void> => {
      writeFileSync(join(root, "tsconfig.json"), '{ "compilerOptions": { "strict": false }, "files": [] }');
      const sdk = join(root, "node_modules", "@notionhq", "workers");
      rmSync(sdk);
      mkdirSync(sdk);
      writeFileSync(join(sdk, "package.json"), '{ "name": "@notionhq/workers", "types": "index.d.ts" }');
      writeFileSync(join(sdk, "index.d.ts"), "declare const all: any; export = all;");
    };
    const wrong = await gradeWork(["{ kind: types }"], async (workshop) => {
      await loose(workshop);
      await rewrite(workshop, "Builder.number(book.price)", "Builder.number(book.title)");
    });
    expect(wrong["types"]?.[0]).toMatch(/^src\/index\.ts\(\d+,\d+\): error TS2345/);
    const hidden = await gradeWork(["{ kind: types }"], (workshop) =>
      rewrite(workshop, /^/, "// @ts-nocheck\n"),
    );
    expect(hidden["types"]).toEqual(["src/index.ts hides faults from the compiler"]);
    expect((await gradeWork(["{ kind: types }"], loose))["types"]).toBe("met");
  });

  test("follows no link, and takes a worker that cannot be loaded for what it is", async () => {
    const found = await gradeWork(
      ["{ kind: types }", "{ kind: declares, databases: 1 }", "{ kind: untouched, paths: [src/] }"],
      async ({ root }) => {
        rmSync(join(root, "src", "index.ts"));
        symlinkSync(join(evalsFolder, "workers", "bookshop.ts"), join(root, "src", "index.ts"));
      },
    );
    expect(found["types"]).toContain("there is no src/index.ts");
    expect(found["declares"]).toEqual(["there is no src/index.ts"]);
    expect(found["untouched src/"]).toEqual(["src/index.ts was removed"]);
    const broken = await gradeWork(["{ kind: declares, databases: 1 }"], (workshop) =>
      rewrite(workshop, "export default worker;", "throw new Error('not today');"),
    );
    expect(String(broken["declares"])).toContain("not today");
  });

  test("compares what the worker declares", async () => {
    const wanted =
      "{ kind: declares, modes: [replace, incremental], syncs: [booksDelta], databases: 1, oauth: 0, schedules: { booksDelta: 5, booksBackfill: 1440 }, properties: [Notes], noProperties: [Rating] }";
    expect((await gradeWork([wanted], () => Promise.resolve()))["declares"]).toBe("met");
    const found = await gradeWork([wanted], async (workshop) => {
      await rewrite(workshop, '  mode: "incremental",\n  schedule: "5m",', '  schedule: "manual",');
      await rewrite(workshop, /Notes/g, "Rating");
      await rewrite(workshop, '"booksDelta"', '"changes"');
    });
    expect(found["declares"]).toEqual([
      "the syncs are none, replace",
      "no sync booksDelta",
      "booksDelta runs undefined",
      "no property Notes",
      "there is a property Rating",
    ]);
  });

  test("compares files, plans and answers", async () => {
    const wanted = [
      "{ kind: file, path: src/index.ts, has: [worker.sync], hasNot: [eval] }",
      "{ kind: plan, values: { schedule.delta: 15m } }",
      "{ kind: answer, equals: { causes: [a, b] } }",
      "{ kind: tool-calls, most: 3 }",
    ];
    const right = await gradeWork(wanted, async ({ root }) => {
      mkdirSync(join(root, "syncs"));
      writeFileSync(join(root, "syncs", "a.plan.yaml"), "schedule: { delta: 5m }");
      writeFileSync(join(root, "syncs", "b.plan.yaml"), "schedule: { delta: 15m }");
      writeFileSync(join(root, "answer.json"), '{ "causes": ["b", "a"], "more": 1 }');
      return { toolCalls: 3 };
    });
    expect(Object.values(right)).toEqual(["met", "met", "met", "met", "met", "met"]);
    const wrong = await gradeWork(wanted, async (workshop) => {
      await rewrite(workshop, /worker\.sync/g, "eval");
      mkdirSync(join(workshop.root, "syncs"));
      writeFileSync(join(workshop.root, "syncs", "a.plan.yaml"), "schedule: { delta: 5m }");
      writeFileSync(join(workshop.root, "answer.json"), '{ "causes": ["a", "a", "b"] }');
      return { toolCalls: 4 };
    });
    expect(wrong["file src/index.ts"]).toEqual(["src/index.ts has no worker.sync", "src/index.ts has eval"]);
    expect(wrong["plan"]).toEqual(['syncs/a.plan.yaml: schedule.delta is "5m"']);
    expect(wrong["answer"]).toEqual(['answer.json: causes is ["a","a","b"]']);
    expect(wrong["tool-calls"]).toEqual(["4 tool calls, at most 3"]);
    const nothing = await gradeWork(wanted, () => Promise.resolve());
    expect([nothing["plan"], nothing["answer"], nothing["tool-calls"]]).toEqual([
      ["there is no plan in syncs/"],
      ["there is no answer.json"],
      "unknown",
    ]);
  });

  test("leaves nothing behind", async () => {
    const roots: string[] = [];
    await gradeWork(["{ kind: types }"], ({ root }) => Promise.resolve(void roots.push(root)));
    expect(roots.map((root) => existsSync(join(root, "..")))).toEqual([false]);
  });
});
