import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { rules } from "../../src/validate/rules/index.ts";
import { repository } from "../kit/temp-project.ts";
import { judge, readCases, readRuleCases, readRulePage, say, type Case } from "./cases.ts";

// Each rule has a page in the skill (a wrong and a right worker) and further cases beside this test: "bad: …" with the
// lines marked where the rule must speak, "good: …" where every rule must be silent.

describe.each(rules.map((rule) => [rule.id, rule] as const))("%s", (id, rule) => {
  test("finds its fault where it is marked, and nothing else", async () => {
    const bad = [...(await casesOf(id, "Wrong")), ...(await moreCases(id, "bad: "))];
    expect(bad.length).toBeGreaterThanOrEqual(2);
    for (const one of bad) {
      expect(one.marks, `${id}, "${one.title}" marks a line with // ✗`).not.toEqual([]);
      const places = judge(one)
        .filter((finding) => finding.rule === id)
        .map(({ file, line }) => `${file}:${line}`);
      expect({ title: one.title, places }).toEqual({ title: one.title, places: one.marks });
    }
  });

  test("is silent, as all the others, where nothing is wrong", async () => {
    const good = [...(await casesOf(id, "Right")), ...(await moreCases(id, "good: "))];
    expect(good.length).toBeGreaterThanOrEqual(2);
    for (const one of good) {
      const findings = judge(one).filter((finding) => finding.severity !== "info" || finding.rule === id);
      expect({ title: one.title, findings: findings.map(say) }).toEqual({ title: one.title, findings: [] });
    }
  });

  test("its page says how bad it is, why, and when it is not a fault", async () => {
    const page = await readRulePage(id);
    expect(page.split("\n").slice(0, 3)).toEqual([
      `# ${id}`,
      "",
      `${rule.title}. (${rule.severity}, ${rule.hazards.join(", ")})`,
    ]);
    const headings = [...page.matchAll(/^## (.*)$/gm)].map(([, text]) => text);
    expect(headings).toEqual(["Wrong", "Right", "When it is not a fault"]);
    expect(page.split("\n").length).toBeLessThan(110);
  });
});

test("every page and every list of cases belongs to a rule, and rules are listed by id", () => {
  const ids = rules.map(({ id }) => id);
  const pages = (folder: string): string[] =>
    readdirSync(join(repository, folder)).map((name) => name.replace(/\.md$/, ""));
  expect(ids).toEqual([...new Set(ids)].sort());
  expect(pages(".agents/skills/sync-validate/rules").sort()).toEqual(ids);
  expect(pages("test/validate/rules").sort()).toEqual(ids);
});

async function casesOf(id: string, heading: string): Promise<Case[]> {
  return readCases(await readRulePage(id), (text) => text === heading);
}

async function moreCases(id: string, start: string): Promise<Case[]> {
  return readCases(await readRuleCases(id), (text) => text.startsWith(start));
}
