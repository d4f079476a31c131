import { spawn, type ChildProcess } from "node:child_process";
import { tmpdir } from "node:os";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { built } from "./built.ts";
import { runCli } from "./run-cli.ts";

// Compiling may take longer than a test should.
beforeAll(() => void built("src/bin.js"));

type Served = { child: ChildProcess; ended: Promise<number | null>; said: { out: string; err: string } };

/** Starts `create-sync serve` and waits until it has said where. */
async function serve(args: readonly string[]): Promise<Served> {
  const child = spawn(process.execPath, [built("src/bin.js"), "serve", ...args], {
    cwd: tmpdir(),
    env: { PATH: process.env.PATH, HOME: tmpdir() },
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const said = { out: "", err: "" };
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (said.err += text));
  const isUp = new Promise<void>((resolve) =>
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      said.out += text;
      if (said.out.endsWith("\n")) resolve();
    }),
  );
  await Promise.race([isUp, ended]);
  return { child, ended, said };
}

describe("serve", () => {
  test("answers as the API would until Ctrl-C, which ends it with 0", async () => {
    const { child, ended, said } = await serve(["demo.books", "--still", "--seed", "3"]);
    const [, url = ""] = /answers at (http:\/\/127\.0\.0\.1:\d+)/.exec(said.out) ?? [];
    expect(said.out).toContain(`curl --header 'Authorization: Bearer anything' '${url}/v1/books?limit=2'`);
    expect(said.out).toContain(`create-sync add demo.books --set source.baseUrl=${url}`);

    const ask = (headers: Record<string, string>): Promise<Response> =>
      fetch(`${url}/v1/books?limit=2`, { headers });
    expect((await ask({})).status).toBe(401);
    const page = (await (await ask({ Authorization: "Bearer anything" })).json()) as { books: object[] };
    expect(page.books).toHaveLength(2);

    child.kill("SIGINT");
    expect(await ended).toBe(0);
    expect(said.err).toBe("Stopped after 2 requests.\n");
    await expect(fetch(url)).rejects.toThrow();
  });

  test("with --json prints one object, at once", async () => {
    const { child, ended, said } = await serve(["github.issues", "--param", "repository=a/b", "--json"]);
    const { ok, command, result, next } = JSON.parse(said.out) as {
      ok: boolean;
      command: string;
      result: { url: string; changing: boolean; curl: string };
      next: string[];
    };
    expect([ok, command, result.changing]).toEqual([true, "serve", true]);
    expect(result.curl).toContain(`${result.url}/repos/a/b/issues?state=all`);
    expect(next).toEqual([
      `create-sync add github.issues --param repository=a/b --set source.baseUrl=${result.url}`,
    ]);
    child.kill("SIGINT");
    expect(await ended).toBe(0);
  });

  test.each([
    [["demo.boks"], 2, 'Unknown source "demo.boks"'],
    [["github.issues"], 3, "Missing parameter repository"],
    [["demo.books", "--port", "70000"], 2, "Expected a whole number from 0 to 65535 for --port"],
  ])("%j is refused", async (args, exit, message) => {
    const { code, out, err } = await runCli(["serve", ...args]);
    expect([code, out]).toEqual([exit, ""]);
    expect(err).toContain(message);
  });

  test("says that a port is taken", async () => {
    const { said } = await serve(["demo.books", "--still"]);
    const [, port = ""] = /127\.0\.0\.1:(\d+)/.exec(said.out) ?? [];
    const { code, err } = await runCli(["serve", "demo.books", "--port", port]);
    expect(code).toBe(2);
    expect(err).toContain(`Expected port ${port} to be free`);
  });
});
