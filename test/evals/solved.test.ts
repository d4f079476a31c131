import { rename } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { AgentRun } from "../../evals/agent.ts";
import { readTasks, type Task } from "../../evals/task.ts";
import { workOn } from "../../evals/work.ts";
import type { Workshop } from "../../evals/workshop.ts";
import { built } from "../cli/built.ts";

// Every task can be done, and doing nothing does not do it. It takes minutes: npm run matrix.

const bin = built("src/bin.js");
const ran: AgentRun = { end: "done", code: 0, ms: 0, output: "", dropped: 0, toolCalls: 1 };

/** Does what the task's solution says; without packages `add` has nothing to check, and the grader checks more. */
const solve =
  ({ solution }: Task) =>
  async ({ root, fill }: Workshop): Promise<AgentRun> => {
    const packages = join(root, "node_modules");
    await rename(packages, `${root}-packages`);
    await fill(solution);
    await rename(`${root}-packages`, packages);
    return ran;
  };

describe.each(readTasks())("$id", { timeout: 300_000 }, (task) => {
  const arm = "without skills";

  test("is solved by its solution", async () => {
    const { expectations } = await workOn(task, { arm, bin, limitMs: 0, agent: solve(task) });
    expect(expectations.filter(({ state }) => state !== "met")).toEqual([]);
    expect(expectations).toHaveLength(task.expect.length + 2);
  });

  test("is not solved by doing nothing", async () => {
    const { ok, expectations } = await workOn(task, {
      ...{ arm, bin, limitMs: 0 },
      agent: () => Promise.resolve(ran),
    });
    expect(ok).toBe(false);
    const unmet = expectations.filter(({ state }) => state === "unmet").map(({ expectation }) => expectation);
    // A worker that is to be mended is found by loading or playing it, not by a file that is missing.
    if (task.skill === "sync-debug" && task.solution.worker !== undefined)
      expect(unmet).toContainEqual(expect.stringMatching(/^(simulate |declares$)/));
  });
});
