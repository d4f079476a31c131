import { expect, test } from "vitest";
import { typeCheck } from "../../src/run/check.ts";
import { judge, say } from "./cases.ts";
import { readStyles, stylesProject } from "./style-kit.ts";

// The ground that rules are measured on: workers written by hand, each in another manner. `npm run matrix` proves them
// right by simulation.

const styles = readStyles();

test("there are ten manners and more, each with a plan of the API it reads", () => {
  expect(styles.length).toBeGreaterThanOrEqual(10);
  expect(styles.filter(({ plans, files }) => plans.length === 0 || files.length === 0)).toEqual([]);
});

test("all of them compile against the SDK", async () => {
  const project = await stylesProject(styles);
  const { ok, output, skipped } = await typeCheck(project.root);
  await project.remove();
  expect({ ok, output, skipped }).toEqual({ ok: true, output: [], skipped: undefined });
});

test.each(styles.map((style) => [style.name, style] as const))("no rule speaks about %s", (_, style) => {
  const findings = judge(style).filter(({ severity }) => severity !== "info");
  expect(findings.map(say)).toEqual([]);
});
