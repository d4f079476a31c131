import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runProgram, type ProgramOptions, type Ran } from "../../../src/run/run-program.ts";
import { tempProject } from "../../kit/temp-project.ts";

const run = (script: string, options: Partial<ProgramOptions> = {}): Promise<Ran> =>
  runProgram(process.execPath, ["-e", script], {
    root: tmpdir(),
    env: { PATH: process.env.PATH },
    mask: (text) => text,
    ...options,
  });

describe("runProgram", () => {
  test("gives exit code and both texts, with nothing on stdin and only the given environment", async () => {
    const script =
      "process.stdin.resume().on('end', () => { console.log('got', process.env.A, process.env.HOME); console.error('bad'); process.exitCode = 7; })";
    expect(await run(script, { env: { A: "1" } })).toEqual({
      exit: 7,
      out: "got 1 undefined\n",
      err: "bad\n",
      end: "itself",
    });
  });

  test("masks, and takes escape sequences out first", async () => {
    const mask = (text: string): string => text.replaceAll("secret", "[s]");
    const { out, err } = await run("console.log('\\x1b[31msec\\x1b[0mret'); console.error('secret')", {
      mask,
    });
    expect([out, err]).toEqual(["[s]\n", "[s]\n"]);
  });

  test("no argument is read by a shell", async () => {
    const ran = await runProgram(process.execPath, ["-p", "process.argv[1]", "$(id); `id` && x"], {
      root: tmpdir(),
      env: {},
      mask: (text) => text,
    });
    expect(ran.out).toBe("$(id); `id` && x\n");
  });

  test("ends what takes too long, and what it started", async () => {
    const { root, remove } = await tempProject();
    const late = join(root, "late");
    const child = `setTimeout(() => require('fs').writeFileSync(${JSON.stringify(late)}, ''), 1500)`;
    const script = `require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(child)}]); console.log('begun'); console.log('half'.repeat(3)); process.stdout.write('cut'); setInterval(() => {}, 1000)`;
    const ran = await run(script, { timeoutMs: 800 });
    expect(ran).toEqual({ exit: null, out: "begun\nhalfhalfhalf\n", err: "", end: "time" });
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(existsSync(late)).toBe(false);
    await remove();
  });

  test("does not wait for a process that was left behind", async () => {
    const script =
      "require('child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' }).unref(); console.log('done'); process.exit(0)";
    const began = performance.now();
    expect(await run(script, { timeoutMs: 20_000 })).toMatchObject({ exit: 0, out: "done\n", end: "itself" });
    expect(performance.now() - began).toBeLessThan(15_000);
  });

  test("ends what prints too much, and keeps whole lines only", async () => {
    const ran = await run("for (;;) require('fs').writeSync(1, '0123456789\\n')", { mostText: 1_000 });
    expect(ran).toMatchObject({ exit: null, end: "size", err: "" });
    expect(ran.out.split("\n")).toEqual([...Array.from({ length: 90 }, () => "0123456789"), ""]);
  });

  test("discards what it must not read", async () => {
    expect(await run("console.log('token'); console.error('said')", { discardsOutput: true })).toEqual({
      exit: 0,
      out: "",
      err: "said\n",
      end: "itself",
    });
  });

  test("says that it could not start", async () => {
    const options = { root: tmpdir(), env: {}, mask: (text: string) => text };
    for (const [file, args] of [
      ["/nowhere/program", []],
      [tmpdir(), []],
      [process.execPath, ["a\0b"]],
    ] as const)
      expect(await runProgram(file, args, options)).toEqual({ exit: null, out: "", err: "", end: "unable" });
    const gone = await runProgram(process.execPath, [], { ...options, root: "/nowhere" });
    expect(gone.end).toBe("unable");
  });
});
