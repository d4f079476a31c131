import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { understand } from "../../../src/debug/ask-ntn.ts";
import { investigate, type Investigation } from "../../../src/debug/investigate.ts";
import type { Collected } from "../../../src/ntn/collect.ts";
import { linkPackages, tempProject, type TempProject } from "../../kit/temp-project.ts";

let project: TempProject;
beforeAll(async () => {
  project = await tempProject({ "package.json": '{ "type": "module" }', "src/index.ts": code });
  await linkPackages(project.root);
});
afterAll(() => project?.remove());

const code = `import { Worker } from "@notionhq/workers";
import * as Schema from "@notionhq/workers/schema";
import * as Builder from "@notionhq/workers/builder";
const worker = new Worker();
export default worker;
const tasks = worker.database("tasks", {
  type: "managed", initialTitle: "Tasks", primaryKeyProperty: "ID",
  schema: { properties: { Name: Schema.title(), ID: Schema.richText() } },
});
worker.sync("tasksSync", { database: tasks, schedule: "1h", execute: async () => {
  const body: any = await (await fetch("https://api.example/v1")).json();
  return { changes: body.map((task: any) => ({ type: "upsert" as const, key: String(task.id), properties: { Name: Builder.title(task.name) } })), hasMore: false };
} });
`;

const look = (given: Partial<Investigation>) => investigate(project.root, { say: () => undefined, ...given });

async function* pieces(text: string): AsyncIterable<Uint8Array> {
  yield Buffer.from(text);
}

const done =
  '\n<__notion_output__>{"_tag":"success","value":{"changes":[],"hasMore":true,"nextUserContext":{"a":1}}}</__notion_output__>\n';

describe("where no error tells what is wrong", () => {
  test("people are asked, and what they see is played or said to be impossible", async () => {
    const asked: string[] = [];
    const found = await look({ log: pieces(done), ask: async () => (asked.push("asked"), "vanished") });
    expect(asked).toEqual(["asked"]);
    expect(found.evidence.symptom).toBe("vanished");
    expect(found.diagnosis.suspicions[0]?.id).toBe("mode-omitted");
    expect(found.rows).toMatchObject({ played: [], because: expect.stringContaining("plan") as string });
  });

  test("nobody is asked whose log has an error, or who said it", async () => {
    const ask = () => Promise.reject(new Error("asked"));
    const log = `\n<__notion_error__>{"name":"Error","message":"HTTP 404"}</__notion_error__>\n`;
    expect((await look({ log: pieces(log), ask })).diagnosis.suspicions[0]?.id).toBe("not-found");
    expect((await look({ symptom: "stale", ask })).evidence.symptom).toBe("stale");
  });

  test("and nobody can be asked, a log is gone by, and without one it ends", async () => {
    expect((await look({ log: pieces(done) })).evidence.symptom).toBeUndefined();
    await expect(look({})).rejects.toMatchObject({ code: "debug/nothing-to-go-on", exit: 3 });
    await expect(look({ key: "taskSync" })).rejects.toMatchObject({ code: "debug/unknown-key", exit: 2 });
  });

  test("something else is an answer, too", async () => {
    const found = await look({ ask: () => Promise.resolve(undefined) });
    expect(found.evidence.symptom).toBeUndefined();
    expect(found.rows).toBeUndefined();
  });
});

test("the sync is found by where its errors came up", async () => {
  const stack = "Error: HTTP 404\\n    at Object.execute (/app/src/index.ts:11:40)";
  const log = `\n<__notion_error__>{"name":"Error","message":"HTTP 404","stacktrace":"${stack}"}</__notion_error__>\n`;
  const { evidence, diagnosis } = await look({ log: pieces(log) });
  expect(evidence.key).toBe("tasksSync");
  expect(diagnosis.suspicions[0]?.place).toMatchObject({ file: "src/index.ts", line: 11, column: 40 });
});

describe("what ntn says", () => {
  const run = { id: "run_2", hasFailed: true, exit: 1, sync: "tasksSync" };
  const collected: Collected = {
    runs: { kind: "got", value: [run, { ...run, id: "run_1" }] },
    logs: [
      { run, log: { kind: "got", value: "newer" } },
      { run, log: { kind: "got", value: "older" } },
    ],
    status: { kind: "not-there" },
    capabilities: { kind: "got", value: [{ key: "tasksSync", status: "ENABLED", cells: [] }] },
    remoteNames: { kind: "got", value: ["API_TOKEN"] },
    oauth: new Map(),
  };

  test("is an outcome, names, and logs from the oldest on", () => {
    const { platform, logs, unseen } = understand(collected, "tasksSync");
    expect(platform).toEqual({ outcome: "failed", pushed: ["API_TOKEN"] });
    expect(logs).toEqual(["older", "newer"]);
    expect(unseen).toEqual(["What `ntn workers sync status` says: the installed ntn has no command for it."]);
  });

  test("knows a sync that is off, a run that took too long, and one that went well", () => {
    const off = { kind: "got", value: [{ key: "tasksSync", status: "DISABLED", cells: [] }] } as const;
    const outcomeOf = (more: Partial<Collected>) =>
      understand({ ...collected, ...more }, "tasksSync").platform.outcome;
    expect(outcomeOf({ capabilities: off })).toBe("disabled");
    expect(outcomeOf({ runs: { kind: "got", value: [{ ...run, exit: 124 }] } })).toBe("timed out");
    expect(outcomeOf({ runs: { kind: "got", value: [{ ...run, exit: 0, hasFailed: false }] } })).toBe(
      "succeeded",
    );
    expect(outcomeOf({ runs: { kind: "not-logged-in" } })).toBeUndefined();
  });

  test("is told to be missing with its reason", () => {
    const nothing = { kind: "not-logged-in" } as const;
    const { unseen } = understand({
      ...collected,
      runs: nothing,
      remoteNames: { kind: "failed", why: "it took too long" },
    });
    expect(unseen).toContain("The list of runs: ntn is not signed in (ntn login).");
    expect(unseen).toContain("The names of the deployed variables: it took too long.");
  });
});
