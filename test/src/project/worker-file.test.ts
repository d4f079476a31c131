import { describe, expect, test } from "vitest";
import { Problem } from "../../../src/problems/problem.ts";
import { readWorkerFile } from "../../../src/project/worker-file.ts";

const sdk = 'import { Worker } from "@notionhq/workers";\n';

async function refusal(text: string): Promise<Problem> {
  const error: unknown = await readWorkerFile("src/index.ts", text).catch((reason: unknown) => reason);
  if (error instanceof Problem) return error;
  throw new Error("The file was not refused.");
}

describe("the worker is found by its initialiser", () => {
  test.each([
    ["const", `${sdk}const app = new Worker();`],
    ["let", `${sdk}let app = new Worker()`],
    ["an exported constant with a type", `${sdk}export const app: Worker = new Worker();`],
    ["one of several declarations", `${sdk}const a = 1, app = new Worker();`],
    ["satisfies, as and parentheses", `${sdk}const app = (new Worker() as Worker) satisfies Worker;`],
    ["an alias", 'import { Worker as W } from "@notionhq/workers";\nconst app = new W();'],
    ["a namespace", 'import * as n from "@notionhq/workers";\nconst app = new n.Worker();'],
    ["import with require", 'import n = require("@notionhq/workers");\nconst app = new n.Worker();'],
    [
      "beside Node's own Worker",
      `${sdk}import * as threads from "node:worker_threads";\nconst t = new threads.Worker("");\nconst app = new Worker();`,
    ],
    ["after a byte order mark, with CRLF", `\uFEFF${sdk.replace("\n", "\r\n")}const app = new Worker();\r\n`],
  ])("with %s", async (_, text) => {
    const file = await readWorkerFile("src/index.ts", text);
    expect(file.worker).toBe("app");
    expect(file.text).toBe(text);
  });
});

describe("a worker we cannot edit is refused", () => {
  test.each([
    ["project/worker-computed", `${sdk}let app: Worker;\napp = new Worker();`, 3],
    ["project/worker-computed", `${sdk}const app = wrap(new Worker());`, 2],
    ["project/worker-computed", `${sdk}const { app } = { app: new Worker() };`, 2],
    ["project/worker-computed", `${sdk}class A { app = new Worker(); }`, 2],
    ["project/worker-computed", `import { make } from "./make.js";\nexport default make();`, 2],
    [
      "project/several-workers",
      `${sdk}const a = new Worker();\nexport function test() {\n\treturn new Worker();\n}`,
      4,
    ],
    ["project/worker-elsewhere", 'export { worker as default } from "./worker.js";', 1],
    ["project/worker-elsewhere", 'import { worker } from "./worker.js";\nexport { worker as default };', 2],
    ["project/worker-elsewhere", 'import { worker } from "./worker.js";\nworker.sync("a", {});', 2],
    ["project/no-worker", `${sdk}export const a = 1;`, undefined],
    [
      "project/no-worker",
      'import type { Worker } from "@notionhq/workers";\nexport default { fetch() {} };',
      undefined,
    ],
    ["project/no-worker", "", undefined],
  ])("%s: %s", async (code, text, line) => {
    const problem = await refusal(text);
    expect(problem.code).toBe(code);
    expect(problem.place.line).toBe(line);
    expect(problem.exit).toBe(4);
  });

  test("a syntax error is named with line, column and the compiler's words", async () => {
    const problem = await refusal(`${sdk}const app = new Worker();\r\nfoo(;`);
    expect(problem.place).toEqual({ file: "src/index.ts", line: 3, column: 5 });
    expect(problem.message).toContain("src/index.ts:3:5: ')' expected.");
  });

  test("a file over 1 MB is not parsed", async () => {
    const problem = await refusal(`${sdk}const app = new Worker();\n// ${"é".repeat(500_001)}`);
    expect(problem.code).toBe("project/file-too-large");
  });

  test.each([
    ["brackets", `const deep = ${"[".repeat(20_000)}${"]".repeat(20_000)};`],
    ["a chain of calls", `x${".then()".repeat(9_000)};`],
  ])("a file nested too deep to be read (%s) is refused, not a crash", async (_, code) => {
    const problem = await refusal(`${sdk}const app = new Worker();\n${code}`);
    expect(problem.code).toBe("project/file-too-deep");
  });
});

test("imports are read with aliases, types, namespaces, defaults and lines", async () => {
  const text = `${sdk}import Def, { type A, b as c } from "./m.js";
import type { T } from "t";
import * as ns from "ns";
import "./side-effect.js";
const app = new Worker();
`;
  expect((await readWorkerFile("src/index.ts", text)).imports).toEqual([
    {
      from: "@notionhq/workers",
      typeOnly: false,
      names: [{ name: "Worker", local: "Worker", typeOnly: false }],
      line: 1,
    },
    {
      from: "./m.js",
      typeOnly: false,
      defaultName: "Def",
      names: [
        { name: "A", local: "A", typeOnly: true },
        { name: "b", local: "c", typeOnly: false },
      ],
      line: 2,
    },
    { from: "t", typeOnly: true, names: [{ name: "T", local: "T", typeOnly: false }], line: 3 },
    { from: "ns", typeOnly: false, namespace: "ns", names: [], line: 4 },
    { from: "./side-effect.js", typeOnly: false, names: [], line: 5 },
  ]);
});

test("every top-level name is known, in order, and no inner one", async () => {
  const text = `${sdk}const app = new Worker();
const { a, b: { c = 1 }, ...rest } = {} as any, [d, , e] = [1, 2, 3];
export async function f(inner: string) { const hidden = inner; return hidden; }
class G {}
interface H {}
type I = 1;
enum J { K }
namespace L {}
export default app;
`;
  const names = (await readWorkerFile("src/index.ts", text)).names;
  expect(names.map((each) => `${each.kind} ${each.name} ${each.line}`)).toEqual([
    "import Worker 1",
    "const app 2",
    "const a 3",
    "const c 3",
    "const rest 3",
    "const d 3",
    "const e 3",
    "function f 4",
    "class G 5",
    "type H 6",
    "type I 7",
    "other J 8",
    "other L 9",
  ]);
});
