import { describe, expect, test } from "vitest";
import type { Context, Outcome } from "../../src/commands/types.ts";
import { wizard } from "../../src/commands/wizard.ts";
import { readTree } from "../kit/temp-project.ts";
import { fakeTerminal, type FakeTerminal } from "./fake-terminal.ts";
import { booksAnswered, emptyWorker, folderWith } from "../src/ask/run.ts";

type Started = {
  terminal: FakeTerminal;
  said: string[];
  words: () => string;
  outcome: Promise<Outcome>;
  cwd: string;
};

/** Starts the command at a terminal of its own, with the books answered unless other flags are given. */
async function start(
  options: { cwd?: string; set?: string[]; dir?: string; dryRun?: boolean } = {},
): Promise<Started> {
  const { set = booksAnswered, dir, dryRun = false } = options;
  const cwd = options.cwd ?? (await folderWith(emptyWorker));
  const terminal = fakeTerminal();
  const said: string[] = [];
  let words = () => "";
  const context: Context = {
    ...{ cwd, dryRun, json: false, yes: false, force: false, interactive: true, env: {} },
    say: (line) => said.push(line),
    readStdin: () => Promise.reject(new Error("a person is at the terminal")),
    terminal: () => ({ ...terminal, onInterrupt: (last) => (words = last) }),
  };
  const outcome = wizard(context, {
    ...(dir !== undefined && { dir }),
    param: ["baseUrl=http://127.0.0.1:4477"],
    set,
  });
  outcome.catch(() => undefined);
  return { terminal, said, cwd, outcome, words: () => words() };
}

describe("without a terminal", () => {
  const blind = (over: Partial<Context> = {}): Context => ({
    ...{ cwd: "/", dryRun: false, json: false, yes: false, force: false, interactive: false, env: {} },
    say: () => undefined,
    readStdin: () => Promise.resolve(""),
    ...over,
  });

  test("nothing is asked: exit 3 names the commands that ask nothing", async () => {
    const problem = {
      code: "ask/no-terminal",
      exit: 3,
      fix: expect.stringMatching(/`create-sync add <source> --yes`.*`create-sync sources`/),
    };
    await expect(wizard(blind(), { param: [], set: [] })).rejects.toMatchObject(problem);
    await expect(
      wizard(blind(), { dir: "x", param: [], set: ["source.from=demo.books"] }),
    ).rejects.toMatchObject({ fix: expect.stringContaining("add demo.books --yes") });
  });

  test("a terminal alone is no leave to ask", async () => {
    const terminal = () => expect.unreachable("opened the terminal");
    await expect(wizard(blind({ terminal }), { param: [], set: [] })).rejects.toMatchObject({ exit: 3 });
  });
});

describe("the outcome", () => {
  test("of a cancelled run is nothing on stdout, exit 0, and the way back on stderr", async () => {
    const started = await start();
    await started.terminal.choose("What now?", "Cancel");
    expect(await started.outcome).toEqual({ result: { written: false }, text: "" });
    expect(started.said.at(-1)).toMatch(
      /^Cancelled\. Nothing was written\. .*\n {2}npx create-sync .*--set source\.from=demo\.books/,
    );
    expect(await readTree(started.cwd)).toEqual(new Map(Object.entries(emptyWorker)));
  });

  test("of a written one is the report, with the command that repeats it last", async () => {
    const started = await start();
    await started.terminal.choose("What now?", "Write it");
    await started.terminal.shows("Install the skills");
    started.terminal.press("enter");
    const { text, exit, result } = await started.outcome;
    expect(exit).toBe(0);
    expect((await readTree(started.cwd)).has(".agents/skills/sync/SKILL.md")).toBe(true);
    expect(text).toMatch(/^Written:\n/);
    expect(text).toMatch(/Next:\n {2}1\. /);
    expect(text.split("\n").at(-1)).toMatch(
      /npx create-sync add demo\.books --param baseUrl=\S+ --set architecture=backfill-delta .* --yes$/,
    );
    expect(result).toMatchObject({ plan: "demoBooks", written: true });
  });

  test("of a dry run is the diff, and the command without it comes next", async () => {
    const started = await start({ dryRun: true });
    await started.terminal.choose("What now?", "Print the diff");
    const { text, next } = await started.outcome;
    expect(text).toMatch(/^diff --git a\//);
    expect(next).toEqual([expect.stringContaining("npx create-sync add demo.books")]);
    expect(await readTree(started.cwd)).toEqual(new Map(Object.entries(emptyWorker)));
  });

  test("for an API of one's own is what to do", async () => {
    const started = await start({ set: [] });
    await started.terminal.choose("What do you want", "Another API");
    expect((await started.outcome).text).toContain("create-sync plan template custom > my.plan.yaml");
  });

  test("of a new worker goes on to its packages; Ctrl-C there is 130 and keeps the report", async () => {
    const started = await start({ cwd: await folderWith({}), dir: "shop worker" });
    await started.terminal.choose("What now?", "Write it");
    await started.terminal.shows("Install packages now");
    started.terminal.press("stop");
    const { text, exit } = await started.outcome;
    expect(exit).toBe(130);
    expect(text).toContain("src/index.ts");
    expect(text).toMatch(
      /mkdir -p '.*shop worker' && npx create-sync add demo\.books .*--cwd '.*shop worker' --yes$/,
    );
  });
});

describe("Ctrl-C", () => {
  test("at a prompt says how to go on, and is passed on", async () => {
    const started = await start({ set: ["source.from=demo.books"] });
    await started.terminal.shows("How should it read");
    started.terminal.press("stop");
    await expect(started.outcome).rejects.toMatchObject({ name: "ExitPromptError" });
    expect(started.said.at(-1)).toMatch(/^To go on from here:\n {2}npx create-sync .*--param baseUrl=/);
  });

  test("before any answer says how to begin again", async () => {
    const started = await start({ cwd: await folderWith({}), set: [] });
    await started.terminal.shows("Where should the worker be");
    started.terminal.press("stop");
    await expect(started.outcome).rejects.toMatchObject({ name: "ExitPromptError" });
    expect(started.said.at(-1)).toContain("npx create-sync");
  });

  test("between two prompts has last words that are true at any time", async () => {
    const started = await start();
    await started.terminal.shows("What now?");
    expect(started.words()).toMatch(
      /Stopped\. Nothing was written\. To go on from here:\n {2}npx create-sync /,
    );
    await started.terminal.choose("What now?", "Write it");
    await started.terminal.shows("Install the skills");
    started.terminal.press("stop");
    await started.outcome;
    expect(started.words()).toContain("Everything was written");
  });
});

test("what ends a run by itself still says how to go on", async () => {
  const started = await start({ set: [...booksAnswered, "colour=red"] });
  await expect(started.outcome).rejects.toMatchObject({ code: "plan/unknown-field" });
  expect(started.said.at(-1)).toContain("To go on from here");
});
