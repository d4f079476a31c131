import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { putFakeNtn, putRealNtn, strangersHome } from "../ntn/kit.ts";
import { lookBy } from "./kit.ts";

describe("node-version", () => {
  test.each([
    ["22.12.0", ["ok: Node 22.12.0"]],
    ["24.0.0-nightly", ["ok: Node 24.0.0-nightly"]],
    ["20.17.0", [expect.stringMatching(/^note: Node 20.17.0 works; .* → Install Node 22 or later/)]],
    ["20.16.9", [expect.stringMatching(/^problem: Node 20.16.9 is too old/)]],
    ["18.0.0", [expect.stringMatching(/^problem: Node 18.0.0 is too old/)]],
  ])("%s", async (node, found) => {
    expect(await lookBy("node-version", { node })).toEqual(found);
  });
});

describe("npm-version", () => {
  const agent = (text: string) => ({ env: { PATH: "", npm_config_user_agent: text } });

  test("as npm itself says it", async () => {
    expect(await lookBy("npm-version", agent("npm/10.9.2 node/v22.0.0 linux x64"))).toEqual([
      "ok: npm 10.9.2",
    ]);
    expect(await lookBy("npm-version", agent("npm/9.8.0 node/v18.0.0"))).toEqual([
      "note: npm 9.8.0 is older than the 10 that Notion asks for. → npm install --global npm@latest",
    ]);
  });

  test("the one on the PATH, also where another package manager started us", async () => {
    const env = { PATH: process.env["PATH"], npm_config_user_agent: "pnpm/9.0.0" };
    expect(await lookBy("npm-version", { env })).toEqual([
      expect.stringMatching(/^(ok|note): npm \d+\.\d+\.\d+/),
    ]);
  });

  test("none", async () => {
    expect(await lookBy("npm-version", { env: { PATH: "/nowhere" } })).toEqual([
      expect.stringMatching(/^note: npm does not answer/),
    ]);
  });
});

describe("ntn-found and ntn-login", () => {
  test("npm's 0.4.0, with nobody logged in", async () => {
    const given = {
      files: { "home/.keep": "" },
      before: putRealNtn,
      env: strangersHome,
    };
    const [found, ...more] = await lookBy("ntn-found", given);
    expect(found).toMatch(
      /^note: ntn 0\.4\.0 \(of this project\) has no .*`workers sync status`.* → .*ntn\.dev/,
    );
    expect(more).toEqual([]);
    expect(await lookBy("ntn-login", given)).toEqual([
      "note: Nobody is logged in to Notion here; deploying needs it. → ntn login",
    ]);
  });

  test("a newer one, with somebody logged in (a stand-in)", async () => {
    const answers = { "workers list": { err: "error: Failed to list workers\n", exit: 5 } };
    const env = { PATH: process.env["PATH"], FAKE_NTN: JSON.stringify({ answers }) };
    expect(await lookBy("ntn-found", { before: putFakeNtn, env })).toEqual([
      "ok: ntn 0.9.1 (of this project)",
    ]);
    expect(await lookBy("ntn-login", { before: putFakeNtn, env })).toEqual([
      expect.stringMatching(/^ok: ntn has a sign-in to Notion/),
    ]);
    const silent = { ...env, FAKE_NTN: JSON.stringify({ answers: { "workers list": { exit: 101 } } }) };
    expect(await lookBy("ntn-login", { before: putFakeNtn, env: silent })).toEqual([
      expect.stringMatching(/^note: Whether somebody is logged in/),
    ]);
  });

  test("another program of that name, and none", async () => {
    const env = { PATH: process.env["PATH"], FAKE_NTN: JSON.stringify({ version: "network tool 2\n" }) };
    expect(await lookBy("ntn-found", { before: putFakeNtn, env })).toEqual([
      expect.stringMatching(/^problem: The program ntn \(of this project\) does not answer as Notion's does/),
    ]);
    expect(await lookBy("ntn-login", { before: putFakeNtn, env })).toEqual([]);
    expect(await lookBy("ntn-found", { env: { PATH: join("/", "nowhere") } })).toEqual([
      expect.stringMatching(/^note: ntn is not installed; .* → .*ntn\.dev/),
    ]);
  });
});
