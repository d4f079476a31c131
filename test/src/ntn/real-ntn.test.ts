import { createServer } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { collect } from "../../../src/ntn/collect.ts";
import { readFeatures } from "../../../src/ntn/features.ts";
import { readLogin } from "../../../src/ntn/login.ts";
import { openNtn, type Ntn } from "../../../src/ntn/ntn.ts";
import { tempProject } from "../../kit/temp-project.ts";
import { putRealNtn, strangersHome } from "./kit.ts";

// The ntn that npm has, 0.4.0, without an account and without the network.

const token = "ntn_c4n4ryc4n4ryc4n4ry";
const workersJson = JSON.stringify({
  version: "1",
  workerId: "0c5fd9a1-1111-4222-8333-944444444444",
  environment: "prod",
});
const leave: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const one of leave.splice(0)) await one();
});

async function open(files: Record<string, string>, more: Record<string, string> = {}): Promise<Ntn> {
  const { root, remove } = await tempProject({ "home/.keep": "", ...files });
  leave.push(remove);
  await putRealNtn(root);
  const ntn = await openNtn(root, { env: { ...strangersHome(root), ...more } });
  if (!ntn) throw new Error("ntn was not found");
  return ntn;
}

describe("ntn 0.4.0", () => {
  test("tells its version and what it has not", async () => {
    const ntn = await open({});
    const features = await readFeatures(ntn);
    expect([ntn.version, ntn.from]).toEqual(["0.4.0", "project"]);
    expect([...features.has]).toEqual(
      expect.arrayContaining([
        "workers runs list",
        "workers runs logs",
        "workers env list",
        "workers oauth token",
      ]),
    );
    expect(features.lacks).toEqual(
      expect.arrayContaining(["workers sync status", "workers webhooks list", "workers usage", "doctor"]),
    );
    expect(await features.takes("workers runs list", "--plain")).toBe(true);
    expect(await features.takes("workers runs list", "--no-watch")).toBe(false);
  });

  test("nobody is logged in, with and without a workspace", async () => {
    for (const more of [{}, { NOTION_WORKSPACE_ID: "0c5fd9a1-1111-4222-8333-944444444445" }]) {
      const ntn = await open({}, more as Record<string, string>);
      expect(await readLogin(ntn, await readFeatures(ntn))).toBe("not-logged-in");
    }
  });

  test("a token is a sign-in, and goes nowhere while we ask", async () => {
    let connections = 0;
    const proxy = createServer((socket) => {
      connections += 1;
      socket.destroy();
    });
    await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
    leave.push(() => new Promise((resolve) => proxy.close(() => resolve())));
    const address = proxy.address();
    const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
    const signedIn = { NOTION_API_TOKEN: token, NOTION_WORKSPACE_ID: "0c5fd9a1-1111-4222-8333-944444444445" };
    const ntn = await open({}, { ...signedIn, http_proxy: url, HTTPS_PROXY: url, ALL_PROXY: url });
    expect(await readLogin(ntn, await readFeatures(ntn))).toBe("logged-in");
    expect(connections).toBe(0);
    // The proxy would have been asked otherwise: that is what makes the zero mean something.
    await ntn.ask(["workers", "list"], { env: { ...ntn.env, NOTION_API_BASE_URL: "http://notion.test" } });
    expect(connections).toBeGreaterThan(0);
  });

  test("without workers.json no worker is known; with it, nobody is logged in", async () => {
    const wanted = { keys: ["booksSync"], oauthKeys: ["shopAuth"] };
    const none = await collect(await open({}), wanted);
    expect(none).toEqual({
      runs: { kind: "not-deployed" },
      logs: [],
      status: { kind: "not-there" },
      capabilities: { kind: "not-deployed" },
      remoteNames: { kind: "not-deployed" },
      oauth: new Map([["shopAuth", { kind: "not-deployed" }]]),
    });
    const stranger = await collect(await open({ "workers.json": workersJson }), wanted);
    expect([stranger.runs, stranger.remoteNames, stranger.oauth.get("shopAuth")]).toEqual(
      Array.from({ length: 3 }, () => ({ kind: "not-logged-in" })),
    );
  });

  test("a workers.json that it cannot read is told in its words", async () => {
    const { runs } = await collect(await open({ "workers.json": "{" }), { keys: [], oauthKeys: [] });
    expect(runs).toEqual({ kind: "failed", why: "Failed to parse workers.json" });
    const ntn = await open({ "workers.json": "{" });
    expect(await readLogin(ntn, await readFeatures(ntn))).toBe("unknown");
  });
});
