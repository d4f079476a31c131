import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, onTestFinished, test } from "vitest";
import { evalsFolder, readTask, readTasks } from "../../evals/task.ts";
import { listEntries } from "../../src/source/load.ts";
import { built } from "../cli/built.ts";
import { repository, tempProject } from "../kit/temp-project.ts";

const run = promisify(execFile);

type Ended = { code: number; stdout: string; stderr: string };

/** The script as `npm run evals` starts it. */
async function runEvals(words: string[]): Promise<Ended> {
  built("src/bin.js");
  const script = join(evalsFolder, "run.ts");
  try {
    const ran = await run(process.execPath, ["--import", "tsx", script, ...words], { cwd: repository });
    return { code: 0, ...ran };
  } catch (error) {
    return error as Ended;
  }
}

describe("npm run evals", { timeout: 60_000 }, () => {
  test("works on a task with the skills and without, and reports both as text and as data", async () => {
    // This agent finds the answer in a skill, if there is one.
    const { root, remove } = await tempProject({
      "agent.sh": `cat > /dev/null; echo "$1"
        if test -d .agents; then echo '{"causes": []}' > answer.json; fi`,
    });
    onTestFinished(remove);
    const out = join(root, "out");
    const agent = `sh '${join(root, "agent.sh")}' "{prompt}"`;
    const { code, stdout, stderr } = await runEvals([
      ...["--agent", agent, "--task", "review-correct-code", "--out", out],
    ]);
    expect({ code, stderr }).toMatchObject({ code: 0, stderr: expect.stringContaining("with skills: ok") });
    expect(stdout).toMatch(/^task +with skills +without skills$/m);
    expect(stdout).toMatch(/^review-correct-code +ok 6\/6, \d+ s +FAILED 5\/6, \d+ s$/m);
    expect(stdout).toMatch(/^ +1 of 1 solved +0 of 1 solved$/m);
    expect(stdout).toContain("review-correct-code, without skills:\n  answer\n    there is no answer.json");
    const report = JSON.parse(readFileSync(join(out, "report.json"), "utf8")) as {
      outcomes: {
        task: string;
        arm: string;
        ok: boolean;
        toolCalls: number | null;
        expectations: object[];
      }[];
      solved: object;
    };
    expect(report.solved).toEqual({
      "with skills": { tasks: 1, ok: 1 },
      "without skills": { tasks: 1, ok: 0 },
    });
    expect(report.outcomes.map(({ arm, ok, toolCalls }) => [arm, ok, toolCalls])).toEqual([
      ["with skills", true, null],
      ["without skills", false, null],
    ]);
    const printed = readFileSync(join(out, "review-correct-code.with-skills.txt"), "utf8");
    expect(printed).toContain("Begin with .agents/skills/sync-validate/SKILL.md");
  });

  test.each([
    [["--agent", "x", "--minutes", "0"], "--minutes takes"],
    [["--agent", "x", "--task", "nothing"], "There is no task nothing"],
  ])("refuses %j", async (words, message) => {
    const { code, stderr } = await runEvals(words);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
    expect(stderr).toContain("npm run evals");
  });
});

describe("the tasks", async () => {
  const tasks = readTasks();
  const sources = (await listEntries()).map(({ id }) => id);

  test("are at least twenty, of every skill", () => {
    expect(tasks.length).toBeGreaterThanOrEqual(20);
    expect(new Set(tasks.map(({ skill }) => skill)).size).toBe(5);
  });

  test.each(tasks)(
    "$id names files and sources that there are, and needs its API where it speaks of one",
    (task) => {
      const { start, solution, serve, prompt, expect: expectations } = task;
      const files = [start, solution].flatMap(({ worker, files }) => [
        ...(worker === undefined ? [] : [`workers/${worker}`]),
        ...Object.values(files),
      ]);
      const named = expectations.flatMap((one) => (one.kind === "simulate" ? (one.source ?? []) : []));
      const plans = [
        ...(serve === undefined ? [] : [serve]),
        ...named.filter((name) => name.endsWith(".plan.yaml")),
      ];
      const all = [...files, ...plans.map((name) => `apis/${name}`)];
      expect(all.filter((path) => !existsSync(join(evalsFolder, path)))).toEqual([]);
      expect(named.filter((name) => !name.endsWith(".plan.yaml") && !sources.includes(name))).toEqual([]);
      expect(prompt.includes("{url}")).toBe(serve !== undefined);
      // An agent that knows neither must have the same task.
      expect(prompt).not.toMatch(/create-sync|skill/i);
    },
  );

  test.each([
    ["a file outside", "start: { files: { ../a.md: apis/roster.md } }", "files"],
    ["a name with a way up", "serve: ../../secret.yaml", "serve"],
    ["a scenario that is none", "expect: [{ kind: simulate, scenarios: [full-moon] }]", "no such scenario"],
    ["an expectation that is none", "expect: [{ kind: beauty }]", "kind"],
    ["a field that nobody reads", "expects: []", "expects"],
    ["nothing to expect", "expect: []", "expect"],
  ])("with %s are refused", (_, line, words) => {
    const name = line.split(":")[0];
    const text = [
      "title: A task that is wrong",
      "prompt: Do something to the worker in this folder.",
      "skill: sync",
      ...(name === "expect" ? [] : ["expect: [{ kind: types }]"]),
      "solution: {}",
      line,
    ].join("\n");
    expect(() => readTask("wrong", text)).toThrow(words);
    expect(() =>
      readTask("right", text.replace(line, name === "expect" ? "expect: [{ kind: types }]" : "")),
    ).not.toThrow();
  });
});
