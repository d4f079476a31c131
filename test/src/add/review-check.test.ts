import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { draftSync } from "../../../src/add/draft.ts";
import { reviewCheck } from "../../../src/add/review-check.ts";
import type { Plan } from "../../../src/plan/schema.ts";
import { preparePlan } from "../../../src/plan/load.ts";
import { writeChanges } from "../../../src/write/write.ts";
import { tempProject } from "../../kit/temp-project.ts";

/** A worker with the demo's pair, and a way to change a text in its code. */
async function generated(): Promise<{
  root: string;
  plan: Plan;
  edit: (from: string, to: string) => Promise<void>;
}> {
  const { root, remove } = await tempProject();
  onTestFinished(remove);
  const prepared = await preparePlan("demo.books");
  await writeChanges(root, (await draftSync(root, prepared)).changes);
  const path = join(root, "src/index.ts");
  const edit = async (from: string, to: string): Promise<void> => {
    const text = await readFile(path, "utf8");
    expect(text).toContain(from);
    await writeFile(path, text.replace(from, to));
  };
  return { root, plan: prepared.complete.plan, edit };
}

test("nothing is found in what was generated, and no packages are needed for that", async () => {
  const { root, plan } = await generated();
  expect(await reviewCheck(root, plan)).toEqual({
    ...{ name: "rules", ok: true, found: [] },
    label: "no rule of validate finds anything in them",
  });
});

test("a fault in the new syncs fails, with its place; one in other code is only counted", async () => {
  const { root, plan, edit } = await generated();
  await edit("await demoApi.wait();", "");
  const found = await reviewCheck(root, plan);
  expect(found.ok).toBe(false);
  expect(found.found.join()).toMatch(
    /^src\/sync-helpers\.ts:\d+ unpaced-request: This request does not wait/,
  );
  const other = { ...plan, name: "others" };
  expect(await reviewCheck(root, other)).toMatchObject({
    ok: true,
    label:
      "no rule of validate finds anything in them (1 in other code of this worker: create-sync validate)",
  });
});

test("code that does not parse is told as the reason for which nothing was judged", async () => {
  const { root, plan, edit } = await generated();
  await edit("const worker = new Worker();", "const worker = new Worker(;");
  const { ok, skipped } = await reviewCheck(root, plan);
  expect([ok, skipped]).toEqual([true, expect.stringContaining("expected")]);
});
