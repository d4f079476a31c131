import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { evalsFolder, readTask } from "../../evals/task.ts";
import { workOn } from "../../evals/work.ts";
import { built } from "../cli/built.ts";
import { tempProject } from "../kit/temp-project.ts";

// Whole tasks, worked on by a script: npm run matrix.

const bin = built("src/bin.js");
const shortPage = "{ kind: simulate, source: demo.books, scenarios: [short-page] }";

describe("a scripted agent", { timeout: 120_000 }, () => {
  /** A shell script takes the place of an agent; it finds create-sync as `npx create-sync`. */
  async function runScript(script: string, limitMs = 100_000) {
    const { root, remove } = await tempProject({ "agent.sh": script });
    const expected = ["{ kind: types }", shortPage, "{ kind: not-run, commands: [ntn workers deploy] }"];
    const task = readTask(
      "try",
      `title: A task to try the grader with
prompt: Do something in this folder.
skill: sync
env: [SHOP_TOKEN]
start: {}
expect: [${expected.join(", ")}]
solution: {}
`,
    );
    const agent = ["sh", join(root, "agent.sh")];
    const outcome = await workOn(task, { arm: "with skills", bin, agent, limitMs });
    await remove();
    const unmet = outcome.expectations.filter(({ state }) => state === "unmet");
    return {
      ...outcome,
      unmet: unmet.map(({ expectation }) => expectation),
      details: unmet.flatMap((one) => one.details),
    };
  }

  test("that does the right thing through the command line passes, by standard input and skills", async () => {
    const { unmet, output, ok } = await runScript(
      `grep -q "Begin with .agents/skills/sync/SKILL.md" && test -f .agents/skills/sync/SKILL.md &&
       npx -y create-sync plan template demo.books > books.plan.yaml && npx create-sync add books.plan.yaml --json`,
    );
    expect({ unmet, ok }).toEqual({ unmet: [], ok: true });
    expect(output).toContain('"command":"add"');
  });

  test("that writes a worker which loses rows fails by that, and one that deploys by that", async () => {
    const worker = join(evalsFolder, "workers", "bookshop.ts");
    const { unmet, details } = await runScript(
      `mkdir src && sed 's/page.next_cursor !== null/& \\&\\& page.books.length === 100/' "${worker}" > src/index.ts
       echo '{ "type": "module" }' > package.json
       ntn workers deploy; ntn workers runs list; true`,
    );
    expect(unmet).toEqual(["simulate demo.books: short-page", "not-run"]);
    expect(details[0]).toMatch(/^short-page, (lost|falsely-deleted|late) \S+: /);
    expect(details.at(-1)).toBe("ntn workers deploy");
  });

  test("that hangs is ended and graded", async () => {
    const { unmet, ok } = await runScript("sleep 100", 1500);
    expect(ok).toBe(false);
    expect(unmet).toEqual(["came to an end", "types", "simulate demo.books: short-page"]);
  });

  test("that does nothing fails", async () => {
    const { unmet } = await runScript("exit 0");
    expect(unmet).toEqual(["types", "simulate demo.books: short-page"]);
  });
});
