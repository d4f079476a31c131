import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { readError } from "../../../../src/debug/logs/errors.ts";
import { readMarkers, type Marker } from "../../../../src/debug/logs/wire.ts";
import { repository } from "../../../kit/temp-project.ts";

type Sdk = { writeOutput(value: unknown): void; writeError(value: unknown): void };

const sdk = (await import(`${repository}node_modules/@notionhq/workers/dist/capabilities/output.js`)) as Sdk;

afterEach(() => {
  vi.restoreAllMocks();
});

/** What the real SDK prints, by line, as a log has it. */
function printed(print: () => void): string[] {
  let text = "";
  const spy = vi.spyOn(process.stdout, "write").mockImplementation((chunk) => {
    text += String(chunk);
    return true;
  });
  print();
  spy.mockRestore();
  return text.split("\n").filter((line) => line !== "");
}

function readAll(lines: readonly string[]): Marker[] {
  return lines.flatMap((line) => readMarkers(line).markers);
}

const closing = [
  "</__notion_output__>",
  "</__notion_error__>",
  "<__notion_output__>",
  "&lt;",
  "&amp;lt;",
  "\n",
  "\u2028",
];
const text = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.constantFrom(...closing).map((tag) => `a${tag}b`),
);
const value = fc.jsonValue();

describe("the SDK's own printing", () => {
  it("comes back as it was, whatever the value", () => {
    fc.assert(
      fc.property(value, text, (given, more) => {
        const whole = JSON.parse(JSON.stringify({ given, more })) as unknown;
        const markers = readAll(printed(() => sdk.writeOutput({ given, more })));
        expect(markers).toEqual([{ tag: "output", json: whole, text: JSON.stringify(whole), isCut: false }]);
      }),
      { seed: 11, numRuns: 400 },
    );
  });

  it("comes back as it was for errors with any text and nested causes", () => {
    fc.assert(
      fc.property(text, fc.array(text, { maxLength: 4 }), (message, causes) => {
        const cause = causes.reduceRight<unknown>(
          (inner, one) => new Error(one, { cause: inner }),
          undefined,
        );
        const [marker] = readAll(printed(() => sdk.writeError(new TypeError(message, { cause }))));
        const told = marker && readError(marker, 3);
        expect(marker?.json).toMatchObject({ name: "TypeError", message });
        expect(told).toMatchObject({ kind: "generic", name: "TypeError", at: 3, isTold: false });
        expect(told?.causes.length).toBe(causes.length);
      }),
      { seed: 12, numRuns: 300 },
    );
  });

  it.each([
    ["a text", "just a string", { name: "Error", message: "just a string" }],
    ["nothing", undefined, { name: "Error", message: "" }],
    ["an object", { status: 404 }, { name: "Error", message: '{"status":404}' }],
    [
      "a circle of errors",
      circle(),
      { name: "Error", message: "outer", causes: [{ name: "", message: "[Circular Error]" }] },
    ],
  ])("tells of what was thrown: %s", (_, thrown, expected) => {
    const [marker] = readAll(printed(() => sdk.writeError(thrown)));
    expect(marker && readError(marker, 1)).toMatchObject(expected);
  });
});

describe("envelopes", () => {
  const envelope = (error: object): Marker => ({
    ...{ tag: "output", json: { _tag: "error", error }, text: "", isCut: false },
  });
  it.each([
    [{ retryAfter: 17 }, 17],
    [{ retryAfter: null }, null],
    [{ retryAfter: "soon" }, null],
    [{}, undefined],
  ])("a limit with %j", (more, retryAfter) => {
    const message = "Error during worker execution: Rate limited by external API";
    const error = readError(envelope({ _tag: "rate_limit", name: "RateLimitError", message, ...more }), 1);
    expect(error).toMatchObject({
      kind: "rate-limit",
      name: "RateLimitError",
      message: "Rate limited by external API",
    });
    expect(error?.retryAfter).toBe(retryAfter);
  });

  it("have the name of what was thrown in their message", () => {
    const message = "Error during worker execution: TypeError: boom";
    const error = readError(envelope({ _tag: "generic", name: "ExecutionError", message }), 1);
    expect(error).toMatchObject({ kind: "generic", name: "TypeError", message: "boom", isTold: true });
  });
});

describe("markers in a line", () => {
  it("are read behind what a platform puts before them, and not behind a sentence", () => {
    const marker = '<__notion_output__>{"a":1}</__notion_output__>';
    expect(readMarkers(`worker-7 | 08:00:01 > ${marker}`).markers).toHaveLength(0);
    expect(readMarkers(`[7/worker] 08:00:01 | ${marker}`).markers).toHaveLength(1);
    expect(readMarkers(`the API said ${marker}`)).toEqual({ markers: [], rest: `the API said ${marker}` });
    expect(readMarkers(`${marker}${marker} and more`)).toMatchObject({ rest: "and more" });
    expect(readMarkers(`${marker}${marker}`).markers).toHaveLength(2);
  });

  it("that break off are told as cut, with what there is", () => {
    const { markers } = readMarkers(
      '<__notion_error__>{"name":"TypeError","message":"a &lt;b&gt; \\"c\\u00e',
    );
    expect(markers).toMatchObject([{ tag: "error", isCut: true }]);
    expect(markers[0] && readError(markers[0], 1)).toMatchObject({ name: "TypeError", message: 'a <b> "c' });
  });

  it("of an error of a limit that break off are told as one", () => {
    const cut =
      '<__notion_output__>{"_tag":"error","error":{"_tag":"rate_limit","name":"RateLimitError","message":"Error during worker execution: Rate';
    const [marker] = readMarkers(cut).markers;
    expect(marker && readError(marker, 1)).toMatchObject({ kind: "rate-limit", message: "Rate" });
  });
});

function circle(): Error {
  const outer = new Error("outer");
  outer.cause = outer;
  return outer;
}
