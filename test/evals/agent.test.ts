import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, onTestFinished, test } from "vitest";
import { type AgentRun, runAgent, splitCommand } from "../../evals/agent.ts";
import { countToolCalls } from "../../evals/transcript.ts";
import { readTree, tempProject } from "../kit/temp-project.ts";

const hostile = 'It\'s $(touch ran) `touch ran`; touch ran && "touch" ran\n--help {prompt}';

/** Runs a script of Node as the agent; `words` are its arguments. */
async function runScript(
  script: string,
  {
    words = [],
    prompt = "p",
    limitMs = 30_000,
  }: { words?: string[]; prompt?: string; limitMs?: number } = {},
): Promise<{ ran: AgentRun; root: string }> {
  const { root, remove } = await tempProject();
  onTestFinished(remove);
  const file = join(root, "..", "agent.cjs");
  writeFileSync(file, script);
  const command = [process.execPath, file, ...words];
  return { ran: await runAgent({ command, prompt, cwd: root, env: process.env, limitMs }), root };
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  // One that has ended, but whose end nobody has asked for, as in a container without an init, is still listed.
  const status = `/proc/${pid}/stat`;
  return !existsSync(status) || !/\) Z /.test(readFileSync(status, "utf8"));
};

describe("splitCommand", () => {
  test.each([
    ["claude -p --model 'a b'", ["claude", "-p", "--model", "a b"]],
    ['codex exec "{prompt}"', ["codex", "exec", "{prompt}"]],
    [`a"b c"'d "e"' ""`, ['ab cd "e"', ""]],
    ["echo $HOME;ls | cat > x", ["echo", "$HOME;ls", "|", "cat", ">", "x"]],
  ])("%s", (line, words) => {
    expect(splitCommand(line)).toEqual(words);
  });

  test.each([
    ["  ", "empty"],
    ["agent 'open", "left open"],
    ['bash -c "agent {prompt}"', "an argument of its own"],
    ["agent --prompt={prompt}", "an argument of its own"],
  ])("refuses %j", (line, message) => {
    expect(() => splitCommand(line)).toThrow(message);
  });
});

describe("runAgent", () => {
  test("gives the prompt as one argument, which no shell reads", async () => {
    const { ran, root } = await runScript("process.stdout.write(JSON.stringify(process.argv.slice(2)))", {
      words: ["a", "{prompt}"],
      prompt: hostile,
    });
    expect(JSON.parse(ran.output)).toEqual(["a", hostile]);
    expect([ran.end, ran.code]).toEqual(["done", 0]);
    expect((await readTree(root)).size).toBe(0);
  });

  test("or on standard input", async () => {
    const { ran } = await runScript("process.stdin.pipe(process.stdout)", { prompt: hostile });
    expect(ran.output).toBe(hostile);
  });

  test("takes an agent that does not read it, or fails, or is not there", async () => {
    const { ran } = await runScript("process.exit(3)", { prompt: "long ".repeat(100_000) });
    expect([ran.end, ran.code]).toEqual(["failed", 3]);
    const command = ["/nowhere/agent"];
    const lost = await runAgent({ command, prompt: "p", cwd: "/", env: {}, limitMs: 1000 });
    expect([lost.end, lost.code, lost.output]).toEqual(["failed", null, expect.stringContaining("ENOENT")]);
  });

  test("ends one that hangs, with everything that it started", async () => {
    const { ran, root } = await runScript(
      `const { spawn } = require("node:child_process");
       const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "inherit" });
       require("node:fs").writeFileSync("pids", [process.pid, child.pid].join(" "));
       process.on("SIGTERM", () => {}); setInterval(() => {}, 1000);`,
      { limitMs: 2000 },
    );
    expect(ran.end).toBe("late");
    const pids = readFileSync(join(root, "pids"), "utf8").split(" ").map(Number);
    for (let turn = 0; turn < 50 && pids.some(isAlive); turn += 1) await sleep(20);
    expect(pids.map(isAlive)).toEqual([false, false]);
  });

  test("keeps the beginning of what it prints", async () => {
    const { ran } = await runScript('process.stdout.write("x".repeat(6 * 1024 * 1024))');
    expect([ran.output.length, ran.dropped]).toEqual([4 * 1024 * 1024, 2 * 1024 * 1024]);
  });
});

describe("countToolCalls", () => {
  const count = (...pieces: string[]): number | undefined => {
    const counter = countToolCalls();
    for (const piece of pieces) counter.read(piece);
    return counter.count();
  };
  const use = { type: "tool_use", name: "Bash" };
  const said = (...content: object[]): string =>
    `${JSON.stringify({ type: "assistant", message: { content } })}\n`;

  test("of Claude Code, however the lines are cut", () => {
    const lines = `{"type":"system"}\n${said({ type: "text" }, use, use)}${said(use)}{"type":"result"}`;
    expect(count(lines)).toBe(3);
    expect(count(...lines)).toBe(3);
  });

  test("of Codex", () => {
    const item = (type: string): string => `${JSON.stringify({ type: "item.completed", item: { type } })}\n`;
    expect(count(item("command_execution"), item("agent_message"), item("file_change"))).toBe(2);
  });

  test("none, if there is a transcript without; unknown, if there is none", () => {
    expect(count(said({ type: "text" }))).toBe(0);
    expect(count("I am done.\n{}\n{broken\n[1]\nnull\n")).toBeUndefined();
    expect(count(`{"type":"assistant","message":{"content":["${"x".repeat(2_000_000)}"]}}`)).toBeUndefined();
  });
});
