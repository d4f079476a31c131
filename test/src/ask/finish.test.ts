import { describe, expect, test } from "vitest";
import { finish } from "../../../src/ask/finish.ts";
import { linkPackages, readTree } from "../../kit/temp-project.ts";
import { emptyWorker, runAnswered, type Run } from "./run.ts";
import { scripted, stop, type Answer, type Script } from "./scripted.ts";

async function written(files: Record<string, string>): Promise<Run> {
  const isNew = Object.keys(files).length === 0;
  const place = isNew ? ([["Where should the worker be", "in this folder"]] as const) : [];
  return runAnswered([...place, ["What now", "Write it"]], { files });
}

const skills = "Install the skills for coding agents (Claude Code, Codex) too?";

async function finishWith(answer: Answer, install: (root: string) => Promise<boolean>) {
  const { ending, cwd } = await written({});
  if (ending?.kind !== "done" || !ending.applied) throw new Error("nothing was written");
  const asker = scripted([
    ["Install packages now with npm (needs network)?", answer],
    [skills, false],
  ]);
  const finished = await finish(
    { draft: ending.draft, applied: ending.applied, folder: "my-worker" },
    asker,
    install,
  );
  return {
    finished,
    cwd,
    said: asker.said.join("\n"),
    steps: finished.applied.steps.map(({ command }) => command),
  };
}

const never = () => Promise.reject(new Error("nobody asked for it"));

describe("after a new worker is written", () => {
  test("its packages are installed on request, and then it is checked", { timeout: 120_000 }, async () => {
    const { finished, steps, cwd } = await finishWith(true, async (root) => {
      await linkPackages(root);
      return true;
    });
    expect(finished.applied.checks.map(({ name, ok, found }) => ({ name, ok, found }))).toEqual([
      { name: "types", ok: true, found: [] },
      { name: "manifest", ok: true, found: [] },
      { name: "rules", ok: true, found: [] },
      { name: "simulation", ok: true, found: [] },
    ]);
    expect(steps).not.toContain("npm install");
    expect(steps[0]).toBe("cd my-worker");
    expect(finished.applied.files.length).toBe((await readTree(cwd)).size);
  });

  test("that can be declined", async () => {
    const { finished, steps } = await finishWith(false, never);
    expect(finished.wasStopped).toBe(false);
    expect(steps).toContain("npm install");
  });

  test("and fail, which loses nothing", async () => {
    const { steps, said } = await finishWith(true, () => Promise.resolve(false));
    expect(steps).toContain("npm install");
    expect(said).toContain("did not succeed");
  });

  test("Ctrl-C there leaves what is written", async () => {
    const { finished, cwd } = await finishWith(stop, never);
    expect(finished.wasStopped).toBe(true);
    expect((await readTree(cwd)).has("src/index.ts")).toBe(true);
  });
});

describe("in a worker that was there", () => {
  async function finishThere(files: Record<string, string>, script: Script) {
    const { ending, cwd } = await written({ ...emptyWorker, ...files });
    if (ending?.kind !== "done" || !ending.applied) throw new Error("nothing was written");
    const { applied } = ending;
    const asker = scripted(script);
    const finished = await finish({ draft: ending.draft, applied, folder: undefined }, asker, never);
    const commands = finished.applied.steps.map(({ command }) => command);
    return { cwd, asker, finished, applied, commands, tree: await readTree(cwd) };
  }
  const step = "npx create-sync skills install";

  test("no packages are installed behind one's back; the skills are offered, and come on request", async () => {
    const { finished, applied, commands, tree } = await finishThere({}, [[skills, true]]);
    expect(finished.applied).toMatchObject({ files: applied.files, checks: applied.checks });
    expect(tree.has(".agents/skills/sync/SKILL.md")).toBe(true);
    expect(commands).not.toContain(step);
  });

  test("the skills can be declined, and stay a step to take", async () => {
    const { finished, applied, commands, tree } = await finishThere({}, [[skills, false]]);
    expect(finished).toEqual({ applied, wasStopped: false });
    expect(commands).toContain(step);
    expect(tree.has(".agents/skills/sync/SKILL.md")).toBe(false);
  });

  test("Ctrl-C at the skills leaves what is written", async () => {
    const { finished, applied, tree } = await finishThere({}, [[skills, stop]]);
    expect(finished).toEqual({ applied, wasStopped: true });
    expect(tree.has(".agents/skills/sync/SKILL.md")).toBe(false);
  });

  test("nothing is asked where others have skills of those names", async () => {
    const { finished, asker } = await finishThere({ ".agents/skills/sync/SKILL.md": "theirs\n" }, []);
    expect(finished.wasStopped).toBe(false);
    expect(asker.asked).toEqual([]);
  });
});
