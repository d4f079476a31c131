import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { rules } from "../../src/validate/rules/index.ts";
import { repository } from "../kit/temp-project.ts";
import { judge, readCases, readRulePage } from "../validate/cases.ts";

// The checklist of sync-validate, point by point: which rules are about it, and which are a reader's own judgement.

const text = await readFile(join(repository, ".agents/skills/sync-validate/SKILL.md"), "utf8");
const ids = rules.map(({ id }) => id);

/** The rules a point or a row links, and "judgement" where it says so. */
const claimsOf = (line: string): string[] => [
  ...[...line.matchAll(/\]\(rules\/([a-z-]+)\.md\)/g)].map(([, id = ""]) => id),
  ...(line.includes("*judgement*") ? ["judgement"] : []),
];

const section = (heading: string): string[] =>
  (text.split(`## ${heading}\n`)[1]?.split("\n## ")[0] ?? "").split("\n");
const points = section("The fourteen points").filter((line) => /^\d+\. /.test(line));
const rows = section("Further hazards").filter((line) => /^\| (?!Look|-)/.test(line));

describe("the checklist", () => {
  test("has fourteen points, and each of them rules or judgement", () => {
    expect(points.length).toBe(14);
    expect(rows.length).toBeGreaterThan(15);
    const claims = [...points, ...rows].map(claimsOf);
    expect(claims.filter((each) => each.length === 0)).toEqual([]);
    expect(claims.flat().filter((claim) => claim !== "judgement" && !ids.includes(claim))).toEqual([]);
  });

  test("leaves no grave rule about a hazard to the small print", () => {
    const told = new Set([...points, ...rows].flatMap(claimsOf));
    const grave = rules.filter(({ hazards, severity }) => severity === "error" && !hazards.includes("SDK"));
    expect(grave.length).toBeGreaterThan(15);
    expect(grave.map(({ id }) => id).filter((id) => !told.has(id))).toEqual([]);
  });

  test.each(points.map((point, index) => [index + 1, claimsOf(point)] as const))(
    "point %i: a bad worker for each of its rules trips it",
    async (_, claims) => {
      for (const id of claims.filter((claim) => claim !== "judgement")) {
        const bad = readCases(await readRulePage(id), (heading) => heading === "Wrong");
        expect(bad.length, id).toBe(1);
        expect(bad.flatMap(judge).map(({ rule }) => rule)).toContain(id);
      }
      expect(claims.length).toBeGreaterThan(0);
    },
  );
});
