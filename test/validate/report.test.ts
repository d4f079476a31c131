import { readFileSync } from "node:fs";
import { stripVTControlCharacters } from "node:util";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { codeFrame } from "../../src/validate/report/frame.ts";
import { toSarif } from "../../src/validate/report/sarif.ts";
import { describeReview } from "../../src/validate/report/text.ts";
import { rules } from "../../src/validate/rules/index.ts";
import { review } from "../../src/validate/validate.ts";
import { headerNumber, sourcesOf, workerText } from "./worker.ts";

const span = (line: number, column: number, endColumn: number, endLine = line) => ({
  file: "src/index.ts",
  line,
  column,
  endLine,
  endColumn,
});

describe("a code frame", () => {
  const text = "one\n\tconst 見 = fetch(url);\nthree\nfour\n";

  test("shows a line before and behind, and marks under the place, also behind wide letters and tabs", () => {
    expect(codeFrame(text, span(2, 12, 22))).toEqual([
      "  1 │ one",
      "> 2 │   const 見 = fetch(url);",
      "    │              ^^^^^^^^^^",
      "  3 │ three",
    ]);
  });

  test("marks to the end of the line what goes on", () => {
    expect(codeFrame(text, span(3, 1, 3, 4)).slice(1, 3)).toEqual(["> 3 │ three", "    │ ^^^^^"]);
  });

  test("shows of a line of a megabyte what is around the place", () => {
    const long = `${"x".repeat(500_000)}HERE${"y".repeat(500_000)}`;
    const [line = "", marks = ""] = codeFrame(long, span(1, 500_001, 500_005));
    expect(line.length).toBeLessThan(160);
    expect(line.slice(marks.indexOf("^"), marks.lastIndexOf("^") + 1)).toBe("HERE");
  });

  test("obeys no code of the file and no place that is not there", () => {
    expect(codeFrame("a\u001b[2Jb\u202e", span(1, 1, 2))).toEqual(["> 1 │ ab", "    │ ^"]);
    expect(codeFrame("", span(7, 9, 9)).join("").length).toBeLessThan(40);
  });
});

describe("the text of a review", () => {
  const show = (text: string): string => {
    const sources = sourcesOf(text);
    return stripVTControlCharacters(describeReview(review(sources), sources.files));
  };

  test("says what, where, the code, and what mends it", () => {
    expect(show(workerText({ wait: "", limit: headerNumber })))
      .toBe(`▲ unpaced-request: This request does not wait for a pacer. Notion runs syncs side by side, and the API answers 429 to all of them when together they go faster than it allows.
  at src/index.ts:16:26 (tasksSync)
    15 │
  > 16 │   const response = await fetch("https://api.example.com/tasks", { signal: AbortSignal.timeout(60_000) });
       │                          ${"^".repeat(79)}
    17 │   if (response.status === 429) throw new RateLimitError({ retryAfter: Number(response.headers.get("retry-after")) });
  → Put \`await <pacer>.wait()\` right before it, in the same loop if it is repeated.

✖ retry-after-number: Retry-After may be a date or absent; then this is NaN or 0. Notion is told to try again at once, or nothing at all, and the API goes on refusing.
  at src/index.ts:17:71 (tasksSync)
    16 │   const response = await fetch("https://api.example.com/tasks", { signal: AbortSignal.timeout(60_000) });
  > 17 │   if (response.status === 429) throw new RateLimitError({ retryAfter: Number(response.headers.get("retry-after")) });
       │                                                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    18 │   if (!response.ok) throw new Error(\`GET /tasks: HTTP \${response.status}\`);
  → Use the number only where it is one and more than 0, else the date's distance from now, else a default such as 60 seconds. (--fix does a part of it)

1 error, 1 warning: ${rules.length} rules over 1 file. Why a rule is one: create-sync explain <rule-id>`);
  });

  test("says that nothing was found, and what comments suppress", () => {
    expect(show(workerText())).toBe(`Nothing found: ${rules.length} rules over 1 file.`);
    expect(show(workerText({ wait: "  // create-sync-ignore unpaced-request: one a day" }))).toBe(
      `Nothing found: ${rules.length} rules over 1 file; 1 suppressed by comments.`,
    );
  });
});

// The schema is the one that comes with @microsoft/jest-sarif 1.0.0-beta.0 (MIT), as it is.
const file = new URL("sarif-2.1.0.schema.json", import.meta.url);
const { $schema: draft, id, ...schema } = JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>;
const isSarif = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(schema);

describe("SARIF", () => {
  const text = workerText({
    wait: "  // create-sync-ignore unpaced-request: one a day",
    limit: headerNumber,
  });
  const sarifOf = (path: string) => toSarif(review(sourcesOf(text, path)), "1.2.3");

  test("is what the schema of 2.1.0 wants, with and without findings", () => {
    expect([draft, String(id)]).toEqual([
      expect.stringContaining("draft-04"),
      expect.stringContaining("2.1.0"),
    ]);
    for (const log of [sarifOf("src/index.ts"), toSarif(review(sourcesOf(workerText())), "1.2.3")]) {
      isSarif(log);
      expect(isSarif.errors ?? []).toEqual([]);
    }
    expect(isSarif({ ...sarifOf("src/index.ts"), version: "2.0.0" })).toBe(false);
  });

  test("says place, level and rule of a finding, and why another is suppressed", () => {
    const [run] = (
      sarifOf("src/a b/ü.ts") as {
        runs: { results: unknown[]; tool: { driver: { rules: { id: string }[] } } }[];
      }
    ).runs;
    const ids = run?.tool.driver.rules.map((rule) => rule.id) ?? [];
    expect(run?.results).toMatchObject([
      {
        ruleId: "retry-after-number",
        ruleIndex: ids.indexOf("retry-after-number"),
        level: "error",
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: "src/a%20b/%C3%BC.ts" },
              region: { startLine: 17, startColumn: 71, endLine: 17, endColumn: 114 },
            },
          },
        ],
      },
      {
        ruleId: "unpaced-request",
        ruleIndex: ids.indexOf("unpaced-request"),
        level: "warning",
        suppressions: [{ kind: "inSource", justification: "one a day" }],
      },
    ]);
  });
});
