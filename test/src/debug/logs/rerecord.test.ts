import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { listCases, logFile } from "../../../debug/corpus/case.ts";
import { play } from "../../../debug/corpus/play.ts";

// The logs are no inventions: some of the cases, run again, print what is committed. All of them: test/debug/corpus/record.ts.

const oneIn = 24;
const cases = await listCases(["open", "closed"]);
const chosen = cases.filter((_, place) => place % oneIn === 3);

/**
 * Without what another version of Node or of the packages would say in other words; of generated code without the lines,
 * which move with every change of a template.
 */
function normalise(log: string, isGenerated: boolean): string {
  const text = isGenerated ? log.replace(/(src\/[\w-]+\.ts):\d+:\d+/g, "$1") : log;
  return text
    .split("\n")
    .map((line) => line.replace(/^\S+Z /, "").replace(/register-\w+-?\w*\.mjs:\d+:\d+/g, "tsx"))
    .filter((line) => !/\(?node:|Node\.js v|node_modules/.test(line) || line.includes("__notion_"))
    .map((line) =>
      line.replace(/(?:\\n|\s)+at (?:(?!\\n|"|<).){0,300}(?:node_modules|node:)(?:(?!\\n|").){0,300}/g, ""),
    )
    .join("\n");
}

describe("the corpus", () => {
  it("gives the turn to several cases", () => {
    expect(chosen.length).toBeGreaterThanOrEqual(5);
  });

  it.each(chosen.map((one) => [one.name, one] as const))("%s prints what is committed", async (_, one) => {
    const { log } = await play(one.given);
    const isGenerated = one.given.plan !== undefined;
    expect(normalise(log, isGenerated)).toBe(normalise(await readFile(logFile(one), "utf8"), isGenerated));
  });
});
