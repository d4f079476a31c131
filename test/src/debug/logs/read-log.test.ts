import fc from "fast-check";
import { readFile } from "node:fs/promises";
import { beforeAll, describe, expect, it } from "vitest";
import { readLog, type LogOptions } from "../../../../src/debug/logs/read-log.ts";
import type { RunLog } from "../../../../src/debug/types.ts";
import { listCases, logFile } from "../../../debug/corpus/case.ts";

const output = (value: unknown): string =>
  `\n<__notion_output__>${JSON.stringify(value)}</__notion_output__>\n`;
const row = (key: string) => ({
  type: "upsert",
  key,
  properties: { Name: [[key]] },
  targetDatabaseKey: "tasks",
});
const page = (keys: readonly string[], more: object = {}): string =>
  output({ _tag: "success", value: { changes: keys.map(row), hasMore: false, ...more } });
const failure = (message: string): string =>
  output({
    _tag: "error",
    error: { _tag: "generic", name: "ExecutionError", message: `Error during worker execution: ${message}` },
  });
const read = (text: string, options?: LogOptions): Promise<RunLog> => readLog([text], options);

describe("pages", () => {
  it("are counted, with their state and the databases they write to", async () => {
    const { runs, runCount, lines } = await read(
      page(["a", "b"], { hasMore: true, nextUserContext: { cursor: "é" } }) +
        page([], { changes: [{ type: "delete", key: "c", targetDatabaseKey: "notes" }] }),
    );
    expect([runCount, lines]).toEqual([1, 4]);
    expect(runs[0]).toMatchObject({
      databases: ["tasks", "notes"],
      pageCount: 2,
      errorCount: 0,
      isCut: false,
    });
    expect(runs[0]?.pages[0]).toMatchObject({
      ...{ at: 2, upserts: 2, deletes: 0, hasMore: true, keys: { first: "a", last: "b" } },
      state: { text: '{"cursor":"é"}', bytes: 15 },
    });
    expect(runs[0]?.pages[1]).toMatchObject({ at: 4, upserts: 0, deletes: 1, hasMore: false });
  });

  it("have equal digests exactly where state and keys are equal, also where a secret is in them", async () => {
    const state = (token: string) => ({ hasMore: true, nextUserContext: { at: { token } } });
    const { runs } = await read(
      page(["a"], state("abc-123456")) + page(["a"], state("abc-123456")) + page(["b"], state("abc-123457")),
    );
    const [one, two, three] = runs[0]?.pages ?? [];
    expect(one?.state?.digest).toBe(two?.state?.digest);
    expect(one?.state?.digest).not.toBe(three?.state?.digest);
    expect([one?.keys?.digest === two?.keys?.digest, one?.keys?.digest === three?.keys?.digest]).toEqual([
      true,
      false,
    ]);
    expect(JSON.stringify(runs)).not.toContain("abc-12345");
  });

  it("are kept from both ends of a run of many", async () => {
    const texts = Array.from({ length: 500 }, (_, at) => page([`k${at}`], { hasMore: true }));
    const { runs } = await read(texts.join(""));
    const keys = runs[0]?.pages.map(({ keys }) => keys?.first);
    expect(runs[0]?.pageCount).toBe(500);
    expect(keys).toEqual(
      [...Array(10).keys()].map((at) => `k${at}`).concat([...Array(10).keys()].map((at) => `k${490 + at}`)),
    );
  });

  it("that hold the closing tag in a record are whole", async () => {
    const { runs } = await read(page(["a</__notion_output__>b", "c"]));
    expect(runs[0]?.pages).toMatchObject([{ upserts: 2 }]);
    expect(runs[0]?.said).toEqual([]);
  });

  it("whose line breaks off tell the least there was", async () => {
    const { runs } = await read(page(["a", "b", "c"]).slice(0, 200));
    expect(runs[0]).toMatchObject({ isCut: true, pages: [{ upserts: 2, isCut: true }] });
  });

  it.each([300, 512, 2_000])(
    "that a platform broke into lines of %i characters are whole again",
    async (width) => {
      const keys = Array.from({ length: 90 }, (_, at) => `key-${at}`);
      const log = `before\n${page(keys, { hasMore: true })}after\n${failure(`Error: ${"boom ".repeat(80)}`)}`;
      const broken = log.split("\n").flatMap((line) => line.match(new RegExp(`.{1,${width}}`, "g")) ?? [""]);
      const { runs, runCount } = await read(broken.map((line) => `2026-03-02T08:00:00Z ${line}\n`).join(""));
      expect(runCount).toBe(1);
      expect(runs[0]).toMatchObject({ isCut: false, pages: [{ upserts: 90, at: 3 }], errorCount: 1 });
      expect(runs[0]?.said.map(({ text }) => text)).toEqual(["before", "after"]);
    },
  );

  it("that a platform broke off keep what comes after them", async () => {
    const cut = `${page(["a"]).slice(0, 90)}${"x".repeat(300)}\nafter\n\nmore\n`;
    const { runs } = await read(cut + failure("Error: boom"));
    expect(runs[0]).toMatchObject({ isCut: true, errors: [{ message: "boom" }] });
    expect(runs[0]?.said.map(({ text }) => text)).toEqual(["after", "more"]);
  });

  it("are checked by what the worker declares, or as far as no schema is needed", async () => {
    const changes = [
      {
        ...row("1"),
        properties: { Name: [["x"]], Onwer: [["A"]], State: [["Blocked"]], Tags: [["a, b,c"]] },
      },
      { ...row("undefined"), properties: { Name: [["undefined"]], State: 7, Tags: [] } },
      { ...row("2"), properties: { Name: [["2"]], State: [], Tags: [] } },
      { ...row("2"), properties: { Name: [["2"]], State: [], Tags: [] } },
      null,
    ];
    const text = page([], { changes });
    const codes = async (options?: LogOptions) =>
      Object.fromEntries(
        (await read(text, options)).runs[0]?.pages[0]?.oddities.map(({ code, count }) => [code, count]) ?? [],
      );
    const property = (name: string, type: string, options: string[] = []) => ({ name, type, options });
    const databases = [
      {
        ...{ key: "tasks", title: "", primaryKey: "Name" },
        properties: [
          property("Name", "title"),
          property("State", "select", ["Open"]),
          property("Tags", "multi_select"),
        ],
      },
    ];
    expect(await codes({ databases })).toEqual({
      "unknown-change": 1,
      ...{ "key-not-primary": 1, "undeclared-property": 1, "undeclared-option": 1, "wrong-kind": 1 },
      ...{ "duplicate-key": 1, "key-missing": 1, "option-comma": 1 },
    });
    expect(await codes()).toEqual({
      "unknown-change": 1,
      "wrong-kind": 1,
      "duplicate-key": 1,
      "key-missing": 1,
    });
  });
});

describe("errors", () => {
  it("are one although two markers tell of them", async () => {
    const thrown = {
      name: "TypeError",
      message: "boom",
      stacktrace: "TypeError: boom\n    at toRow (/app/src/rows.ts:4:9)",
    };
    const { runs } = await read(
      `\n<__notion_error__>${JSON.stringify(thrown)}</__notion_error__>\n${failure("TypeError: boom")}`,
    );
    expect(runs[0]?.errors).toEqual([
      {
        ...{ kind: "generic", name: "TypeError", message: "boom", causes: [], at: 2 },
        frames: [{ file: "src/rows.ts", line: 4, column: 9, inside: "toRow" }],
      },
    ]);
  });

  it("without an envelope are raw, with what stands below them", async () => {
    const { runs } = await read(
      [
        "file:///app/dist/src/index.js:2",
        "import { A } from 'b';",
        "Error [ERR_MODULE_NOT_FOUND]: Cannot find package 'dayjs'",
        "Require stack:",
        "    at resolve (node:internal/x:1:1)",
        "    at run (/app/src/index.ts:3:5) {",
        "  code: 'ERR_MODULE_NOT_FOUND',",
        "  [cause]: TypeError: inner",
        "}",
      ].join("\r\n"),
    );
    expect(runs[0]).toMatchObject({ errorCount: 1, said: { length: 9 } });
    expect(runs[0]?.errors[0]).toMatchObject({
      ...{
        kind: "raw",
        name: "Error [ERR_MODULE_NOT_FOUND]",
        causes: [{ name: "TypeError", message: "inner" }],
      },
      message: "Cannot find package 'dayjs'\nRequire stack:\ncode: 'ERR_MODULE_NOT_FOUND',",
    });
  });

  it.each([
    [
      'Error: Transform failed with 1 error:\n/app/src/index.ts:18:87: ERROR: Expected ")"\n    at x (/app/node_modules/esbuild/a.js:1:1)',
      "Error",
      18,
    ],
    ["src/index.ts(5,3): error TS2339: Property 'x' does not exist.", "TS2339", 5],
    ["src/index.ts:5:3 - error TS2339: Property 'x' does not exist.", "TS2339", 5],
  ])("of a compiler name the line: %s", async (text, name, line) => {
    const { runs } = await read(text);
    expect(runs[0]?.errors).toMatchObject([{ kind: "raw", name, frames: [{ file: "src/index.ts", line }] }]);
  });

  it("that were caught and printed are no reason for the end", async () => {
    const printed = "TypeError: boom\n    at a (/app/src/a.ts:1:1)\n";
    expect((await read(printed + page(["a"]))).runs[0]).toMatchObject({ errorCount: 0, pageCount: 1 });
    expect((await read(printed + failure("Error: other"))).runs[0]).toMatchObject({
      ...{ errorCount: 1, errors: [{ message: "other" }] },
    });
  });

  it("that the platform prints again after the envelope count once, and belong to their run", async () => {
    const again =
      "ExecutionError: Error during worker execution: Error: boom\n    at a (/app/src/a.ts:1:1)\nNode.js v20.1.0\n";
    const { runs, runCount } = await read(failure("Error: boom") + again + failure("Error: next"));
    expect([runCount, runs[0]?.errorCount, runs[1]?.errorCount]).toEqual([2, 1, 1]);
  });
});

describe("what platforms put around lines", () => {
  const body = `started\n${page(["a"], { hasMore: true })}${failure("Error: boom")}`
    .split("\n")
    .filter(Boolean);
  const shapes: Record<string, string> = {
    times: body.map((line) => `2026-03-02T08:00:00.120Z ${line}`).join("\n"),
    "a stream": body.map((line) => `2026-03-02 08:00:00 stdout F ${line}`).join("\n"),
    "a stream and a bar": body.map((line) => `stdout | ${line}`).join("\n"),
    "ids of runs": body.map((line) => `[run_7f3a] ${line}`).join("\r\n"),
    "ids before times": body.map((line) => `run_7f3a | 2026-03-02T08:00:00Z | INFO ${line}`).join("\n"),
    colours: body
      .map((line) => `\u001b[32m2026-03-02T08:00:00Z\u001b[0m ${line}`.replace("\u001b[32m", ""))
      .join("\n"),
    "JSON lines": body.map((line) => JSON.stringify({ time: "t", message: line })).join("\n"),
    "an entry of several lines": JSON.stringify({ timestamp: "t", msg: body.join("\n") }),
    "a JSON array": JSON.stringify(body.map((message) => ({ message }))),
    "a JSON array in many lines": JSON.stringify(
      body.map((message) => ({ message, labels: [["]"], "}"] })),
      null,
      2,
    ),
    nothing: `\uFEFF${body.join("\n")}`,
  };
  it.each(Object.entries(shapes))("%s", async (_, text) => {
    const { runs, runCount } = await read(text);
    expect(runCount).toBe(1);
    expect(runs[0]).toMatchObject({
      ...{ pageCount: 1, errorCount: 1, errors: [{ message: "boom" }], isCut: false },
      pages: [{ upserts: 1 }],
    });
    expect(runs[0]?.said.map(({ text }) => text)).toEqual(["started"]);
  });

  it.each([
    ["an array that Node prints", "[\n  { id: 1 },\n  { id: 2 }\n]\n"],
    ["an array of JSON", '[{"id":1},{"id":2}]\n'],
    ["a bracket", "[\n"],
  ])("reads on behind what looks like one: %s", async (_, text) => {
    const { runs } = await read(`${text}${page(["a"])}`);
    expect(runs[0]).toMatchObject({
      pageCount: 1,
      said: expect.arrayContaining([{ at: 1, text: expect.anything() as string }]) as object,
    });
  });

  it("tells interleaved runs apart, and when they began and ended", async () => {
    const lines = (id: string, text: string): string[] =>
      text.split("\n").map((line, at) => `2026-03-02T08:00:0${at}Z [run_${id}] ${line}`);
    const [one, other] = [lines("1", page(["a"])), lines("2", failure("Error: boom"))];
    const { runs } = await read(one.flatMap((line, at) => [line, other[at] ?? ""]).join("\n"));
    expect(runs).toMatchObject([
      {
        id: "run_1",
        pageCount: 1,
        errorCount: 0,
        firstTime: "2026-03-02T08:00:00Z",
        lastTime: "2026-03-02T08:00:02Z",
      },
      { id: "run_2", pageCount: 0, errorCount: 1 },
    ]);
  });

  it("takes runs without ids apart where one ends, and keeps the first and the last of many", async () => {
    const { runs, runCount } = await read(Array.from({ length: 300 }, (_, at) => page([`k${at}`])).join(""));
    expect(runCount).toBe(300);
    expect(runs).toHaveLength(120);
    expect(runs.map(({ pages }) => pages[0]?.keys?.first).slice(18, 22)).toEqual([
      "k18",
      "k19",
      "k200",
      "k201",
    ]);
  });
});

describe("hostile logs", () => {
  it("with a secret in colours, or cut in two by what cannot be seen, keep it", async () => {
    const { runs } = await read(
      "sent \u001b[31msk_live_\u001b[1m51Habcd\u001b[0mefgh and ghp_abcd\u200eef\u001b[2Kghij\n",
    );
    expect(runs[0]?.said).toMatchObject([{ text: "sent [secret 1] and [secret 2]" }]);
  });

  it("of a line of 50 MB without an end take little memory", async () => {
    const piece = Buffer.alloc(64 * 1024, '<__notion_output__>{["\\');
    const pieces = function* (): Generator<Buffer> {
      for (let count = 0; count < 800; count++) yield piece;
    };
    const before = process.memoryUsage().rss;
    const { bytes, runs } = await readLog(pieces());
    expect(bytes).toBe(800 * 64 * 1024);
    expect(runs[0]?.isCut).toBe(true);
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 * 1024);
  });

  it("come out without escapes of a terminal, and with nothing of an inherited name", async () => {
    const { runs } = await read(
      `\u001b]0;title\u0007said \u202etxet\n${failure("Error: \u001b[31mred\u001b[2J")}${output({ _tag: "success", value: JSON.parse('{"changes":[{"type":"upsert","key":"__proto__","properties":{"__proto__":7,"constructor":[["x"]]},"targetDatabaseKey":"__proto__"}],"hasMore":false,"nextUserContext":{"__proto__":{"x":1}}}') })}`,
    );
    expect(JSON.stringify(runs)).not.toMatch(/\\u001b|\\u0007|\u202e/);
    expect(runs.flatMap(({ databases = [] }) => databases)).toEqual(["__proto__"]);
    expect(({} as { x?: number }).x).toBeUndefined();
  });

  it.each([
    ["nested deeply", `<__notion_output__>${"[".repeat(200_000)}${"]".repeat(200_000)}</__notion_output__>`],
    [
      "a state nested deeply",
      `<__notion_output__>{"_tag":"success","value":{"changes":[],"hasMore":true,"nextUserContext":${"[".repeat(100_000)}${"]".repeat(100_000)}}}</__notion_output__>`,
    ],
    [
      "a cause nested deeply",
      `<__notion_error__>{"name":"E","message":"m","cause":${'{"cause":'.repeat(20_000)}1${"}".repeat(20_000)}}</__notion_error__>`,
    ],
    ["closing tags", `<__notion_output__>{${"</__notion_output__>".repeat(20_000)}`],
    ["opening tags", "<__notion_output__>".repeat(20_000)],
    ["no object", '<__notion_output__>{"_tag":"success","value":{"changes":"x"}}</__notion_output__>'],
    [
      "values of other kinds",
      '<__notion_error__>{"name":7,"message":{},"stacktrace":[],"cause":[1]}</__notion_error__>',
    ],
    ["an array that is none", "[{{{{\n]]]]\n[run_"],
    ["bytes", "\u0000\uFFFF\uD800"],
  ])("are read without a fault: %s", async (_, text) => {
    const { lines, runs } = await read(text);
    expect(lines).toBeGreaterThan(0);
    expect(JSON.stringify(runs).length).toBeLessThan(20_000);
  });

  it("in another encoding keep what is readable", async () => {
    const { runs } = await readLog([Buffer.from([0x66, 0xe9, 0x65, 0x0a, 0xff, 0xfe, 0x41, 0x0a])]);
    expect(runs[0]?.said.map(({ text }) => text)).toEqual(["f\uFFFDe", "\uFFFD\uFFFDA"]);
  });
});

describe("pieces", () => {
  let logs: Buffer[] = [];
  beforeAll(async () => {
    const cases = await listCases(["open"]);
    const all = await Promise.all(cases.map((one) => readFile(logFile(one))));
    logs = all.filter(({ length }) => length > 0 && length < 5_000).slice(0, 40);
  });

  it("cut anywhere, also inside of a character, give the same", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.array(fc.nat(), { maxLength: 8 }), async (which, places) => {
        const log = Buffer.concat([logs[which % logs.length] ?? Buffer.of(), Buffer.from("é 🙂 end\n")]);
        const at = [0, ...places.map((place) => place % log.length).sort((a, b) => a - b), log.length];
        const pieces = at.slice(1).map((end, index) => log.subarray(at[index], end));
        expect(await readLog(pieces)).toEqual(await readLog([log.toString()]));
      }),
      { seed: 5, numRuns: 150 },
    );
  });
});
