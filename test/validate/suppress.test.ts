import { describe, expect, test } from "vitest";
import { review, type Review } from "../../src/validate/validate.ts";
import { sourcesOf, workerText } from "./worker.ts";

const reviewWith = (wait: string, rules: string[] = []): Review =>
  review(sourcesOf(workerText({ wait })), { rules });
const told = ({ findings }: Review): string[] => findings.map(({ rule, line }) => `${rule}:${line}`);

describe("create-sync-ignore", () => {
  test("without a comment the finding stands", () => {
    expect(told(reviewWith(""))).toEqual(["unpaced-request:16"]);
  });

  test("on the line before, with a reason, it takes the finding back and keeps the reason", () => {
    const judged = reviewWith("  // create-sync-ignore unpaced-request: the client waits: by itself");
    expect(told(judged)).toEqual([]);
    expect(judged.suppressed).toMatchObject([
      { rule: "unpaced-request", line: 16, reason: "the client waits: by itself" },
    ]);
  });

  test("at the end of the line it is about that line, and about no other", () => {
    const line = "  await api.wait();";
    const text = workerText({ wait: "" }).replace(
      "timeout(60_000) });",
      "timeout(60_000) }); // create-sync-ignore unpaced-request: one request a day",
    );
    expect(told(review(sourcesOf(text)))).toEqual([]);
    expect(told(reviewWith("  void 0; // create-sync-ignore unpaced-request: one request a day"))).toEqual([
      "suppression:15",
      "unpaced-request:16",
    ]);
    expect(text).not.toContain(line);
  });

  test("blank lines and further comments may stand between", () => {
    const wait = "  // create-sync-ignore unpaced-request: one request a day\n\n  // The one there is.";
    expect(told(reviewWith(wait))).toEqual([]);
  });

  test.each([
    ["no reason", "// create-sync-ignore unpaced-request"],
    ["an empty reason", "// create-sync-ignore unpaced-request:   "],
    ["no rule", "// create-sync-ignore : because"],
    ["a rule that is not one", "// create-sync-ignore unpaced-requests: one a day"],
  ])("with %s it suppresses nothing and is told itself", (_, comment) => {
    const judged = reviewWith(`  ${comment}`);
    expect(told(judged)).toEqual(["suppression:15", "unpaced-request:16"]);
    expect(judged.findings[0]?.severity).toBe("warn");
  });

  test("a misspelt rule gets the nearest name", () => {
    const [complaint] = reviewWith("  // create-sync-ignore unpaced-requests: one a day").findings;
    expect(complaint?.fix).toBe("Did you mean unpaced-request?");
  });

  test("one that nothing needs is told, unless its rule was not asked", () => {
    const wait = "  // create-sync-ignore cursor-from-clock: the API stamps late\n  await api.wait();";
    expect(told(reviewWith(wait))).toEqual(["suppression:15"]);
    expect(told(reviewWith(wait, ["unpaced-request"]))).toEqual([]);
  });

  test("in a text, a template or a regular expression it is no comment", () => {
    const wait = [
      '  const one = "// create-sync-ignore unpaced-request: text";',
      "  const two = `// create-sync-ignore unpaced-request: ${one} // create-sync-ignore unpaced-request: x`;",
      "  const three = /[/][/] create-sync-ignore unpaced-request: a pattern/;",
    ].join("\n");
    expect(told(reviewWith(wait))).toEqual(["unpaced-request:18"]);
  });

  test("several rules share one comment, and each must be needed", () => {
    const judged = reviewWith("  // create-sync-ignore unpaced-request, cursor-from-clock: one a day");
    expect(told(judged)).toEqual(["suppression:15"]);
    expect(judged.findings[0]?.message).toContain("cursor-from-clock");
    expect(judged.suppressed).toHaveLength(1);
  });

  test("the last line of a file may be one", () => {
    const text = `${workerText()}// create-sync-ignore unpaced-request: nothing follows`;
    expect(told(review(sourcesOf(text)))).toEqual([`suppression:${text.split("\n").length}`]);
  });
});
