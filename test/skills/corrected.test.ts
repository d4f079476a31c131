import { describe, expect, test } from "vitest";
import { corrections } from "./corrections.ts";
import { pagesOf, readSkills } from "./skill.ts";

// What Notion's own pack and reference say, and what is otherwise: where our skills say it, and what shows it.

const pages = new Map((await readSkills()).flatMap(pagesOf));

/** The part of a page below a heading, up to the next one as high; without a heading all of it. */
function sectionOf(page: string, heading: string): string {
  const text = pages.get(page) ?? "";
  if (heading === "") return text;
  const parts = text.split(/^(?=## )/m);
  return parts.find((part) => part.startsWith(`## ${heading}\n`)) ?? "";
}

describe("statements that the skills correct", { timeout: 240_000 }, () => {
  test("are all different, and many", () => {
    expect(corrections.length).toBeGreaterThanOrEqual(20);
    expect(new Set(corrections.map(({ statement }) => statement)).size).toBe(corrections.length);
  });

  test.each(corrections)("$page says it: $truth", ({ page, heading, says }) => {
    expect(sectionOf(page, heading)).toContain(says);
  });

  test.each(corrections)("it is so: not “$statement”", async ({ prove }) => {
    await prove();
  });

  test("a text elsewhere on the page does not count", () => {
    expect(sectionOf("sync-guide/SKILL.md", "State")).not.toContain("Refuse to end");
    expect(sectionOf("sync-guide/SKILL.md", "Moon")).toBe("");
  });
});
