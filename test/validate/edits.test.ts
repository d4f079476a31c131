import { describe, expect, test } from "vitest";
import { openProgram } from "../../src/validate/code/program.ts";
import { applyEdits } from "../../src/validate/fix.ts";
import { findFaults } from "../../src/validate/find.ts";
import { judge, readCases, readRuleCases, readRulePage, say, type Case } from "./cases.ts";

// What a rule would write for --fix, played on the cases it marks: the lines it makes, and the verdict on them.

describe("edits", () => {
  test.each([
    ["mode-missing", "a full read", ['  database: tasks,\n  mode: "replace",\n']],
    ["key-not-string", "Wrong", ["key: String(task.id), // ✗"]],
    ["key-not-string", "a number or a text", ['{ type: "delete" as const, key: String(task.id) }']],
    [
      "datetime-zone",
      "Wrong",
      [
        'Changed: Number.isNaN(Date.parse(task.updated_at)) ? [] : Builder.dateTime(new Date(task.updated_at).toISOString(), "UTC"),',
      ],
    ],
    ["datetime-zone", "in UTC, but", ['Builder.dateTime(new Date(time).toISOString(), "UTC")']],
    ["options-raw", "Wrong", ['Builder.multiSelect(...task.tags.map((name) => name.replace(/,/g, ";")))']],
    ["options-raw", "names out of", ['Builder.multiSelect(...names.map((name) => name.replace(/,/g, ";")))']],
  ])("of %s, %s", async (id, title, lines) => {
    const one = await caseOf(id, title);
    const after = mend(one, id);
    for (const line of lines) expect(after.files[0]?.text).toContain(line);
    const findings = judge(after).filter(({ severity }) => severity !== "info");
    expect(findings.map(say)).toEqual([]);
  });

  test.each([
    ["mode-missing", "Wrong"],
    ["datetime-zone", "as it comes"],
    ["options-raw", "one option of"],
  ])("are none of %s, %s, where only somebody who knows the API can say", async (id, title) => {
    const one = await caseOf(id, title);
    const found = findFaults(openProgram(one.files)).filter(({ finding }) => finding.rule === id);
    expect(found.map(({ finding }) => finding.fixable)).toEqual([false]);
  });
});

async function caseOf(id: string, title: string): Promise<Case> {
  const cases = [
    ...readCases(await readRulePage(id), (heading) => heading === title),
    ...readCases(await readRuleCases(id), (heading) => heading.startsWith(`bad: ${title}`)),
  ];
  expect(cases.length).toBe(1);
  return cases[0] as Case;
}

/** A case after the edits of one rule. */
function mend(one: Case, id: string): Case {
  const found = findFaults(openProgram(one.files)).filter(({ finding }) => finding.rule === id);
  const { changes } = applyEdits(one.files, found);
  expect(changes).not.toEqual([]);
  const after = new Map(changes.map((change) => [change.path, change.after]));
  return { ...one, files: one.files.map(({ path, text }) => ({ path, text: after.get(path) ?? text })) };
}
