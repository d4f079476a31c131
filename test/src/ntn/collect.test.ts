import { afterEach, describe, expect, test } from "vitest";
import { collect, type Wanted } from "../../../src/ntn/collect.ts";
import { documentedCommands, readFeatures, readHelp } from "../../../src/ntn/features.ts";
import { readLogin } from "../../../src/ntn/login.ts";
import { type Fake, fakeFeatures, withFakeNtn } from "./kit.ts";

// Against a stand-in, since no account can be had; fake-ntn.mjs says what of it is documented and where.

const wanted: Wanted = { keys: ["booksDelta", "booksBackfill"], oauthKeys: ["shopAuth"] };
const runs = [
  "run_0009\tbooksDelta\t0\t2026-08-01T10:05:00Z",
  "run_0008\tbooksBackfill\t1\t2026-08-01T10:04:00Z",
  "run_0007\tbooksDelta\t1\t2026-08-01T10:03:00Z",
].join("\n");

const leave: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const one of leave.splice(0)) await one();
});

async function fake(given: Fake, files: Record<string, string> = {}, timeoutMs = 20_000) {
  const made = await withFakeNtn(given, files, { timeoutMs });
  leave.push(made.remove);
  return made;
}

describe("what is asked", () => {
  test("each thing, read only, with the options that the help names", async () => {
    const { ntn, calls } = await fake({ answers: { "workers runs list": { out: runs } } });
    await collect(ntn, { ...wanted, sync: "booksDelta" });
    const asked = (await calls()).filter((one) => !one.includes("--help") && one[0] !== "--version");
    expect(asked.map((one) => one.join(" ")).sort()).toEqual([
      "workers capabilities list --plain",
      "workers env list --plain",
      "workers oauth token shopAuth > nowhere",
      "workers runs list --plain",
      "workers runs logs run_0007",
      "workers sync status --no-watch --plain",
    ]);
  });

  test("what the help has, level by level", async () => {
    const { ntn } = await fake({});
    const { lacks, takes } = await readFeatures(ntn);
    expect(ntn.version).toBe("0.9.1");
    expect(lacks).toEqual([
      "workers new",
      "workers create",
      "workers get",
      "workers usage",
      "workers sync pause",
      "workers sync resume",
    ]);
    expect(await takes("workers sync status", "--no-watch")).toBe(true);
    expect(documentedCommands.length).toBeGreaterThan(lacks.length);
  });

  test("a help with aliases, odd spacing or none of it is read as far as it goes", () => {
    const text =
      "X\n\nCommands:\n  list   All [aliases: ls, l]\n  get    One\n\nOptions:\n  -h, --help\n      --plain\n";
    expect([...readHelp(text).commands]).toEqual(["list", "get", "ls", "l"]);
    expect([...readHelp(text).options]).toEqual(["-h", "--help", "--plain"]);
    expect(readHelp("").commands.size + readHelp("Commands:\n").commands.size).toBe(0);
  });
});

describe("what comes back", () => {
  test("runs, logs, states, names, and that there is a token", async () => {
    const { ntn } = await fake({
      answers: {
        "workers runs list": { out: runs },
        "workers runs logs": { run_0008: "log of 8", run_0007: "log of 7" },
        "workers sync status": { out: "booksDelta\tERROR\t3\nbooksBackfill\tHEALTHY\t0\n" },
        "workers capabilities list": { out: "sync\tbooksDelta\tdisabled\n" },
        "workers env list": { out: "SHOP_TOKEN\t2026-08-01\nSHOP_REGION\t2026-08-01\n" },
        "workers oauth token": { out: "c4n4ry-token\n" },
      },
    });
    const told = await collect(ntn, wanted, fakeFeatures);
    expect(told.logs.map(({ run, log }) => [run.id, run.sync, run.exit, log])).toEqual([
      ["run_0008", "booksBackfill", 1, { kind: "got", value: "log of 8" }],
      ["run_0007", "booksDelta", 1, { kind: "got", value: "log of 7" }],
    ]);
    expect(told.status).toMatchObject({
      value: [
        { key: "booksDelta", status: "ERROR" },
        { key: "booksBackfill", status: "HEALTHY" },
      ],
    });
    expect(told.capabilities).toMatchObject({ value: [{ key: "booksDelta", status: "DISABLED" }] });
    expect(told.remoteNames).toEqual({ kind: "got", value: ["SHOP_TOKEN", "SHOP_REGION"] });
    expect(told.oauth.get("shopAuth")).toEqual({ kind: "got", value: true });
    expect(JSON.stringify([told, ...told.oauth])).not.toContain("c4n4ry");
  });

  test("the log of the newest run where none failed, and of no other sync", async () => {
    const { ntn } = await fake({
      answers: { "workers runs list": { out: runs.replaceAll("\t1\t", "\t0\t") } },
    });
    expect((await collect(ntn, wanted, fakeFeatures)).logs.map(({ run }) => run.id)).toEqual(["run_0009"]);
    const backfill = await collect(ntn, { ...wanted, sync: "booksBackfill" }, fakeFeatures);
    expect(backfill.logs.map(({ run }) => run.id)).toEqual(["run_0008"]);
  });

  test("at most five logs, and all runs where the list does not tell syncs apart", async () => {
    const out = Array.from({ length: 9 }, (_, index) => `run_${1000 - index}\t1`).join("\n");
    const { ntn } = await fake({ answers: { "workers runs list": { out } } });
    const { logs } = await collect(ntn, { ...wanted, sync: "booksDelta" }, fakeFeatures);
    expect(logs.map(({ run }) => run.id)).toEqual(["run_1000", "run_999", "run_998", "run_997", "run_996"]);
  });

  test("columns in another order, unknown ones and rubbish", async () => {
    const lines = [
      "7f3c9a52-0000-4000-8000-000000000001\tdone\t2026-08-01 10:00:00\tdeploy\t0\tx\ty\tz",
      "7f3c9a52-0000-4000-8000-000000000002\tfailed\tworker: booksDelta (sync)",
      "--help\tbooksDelta\t1",
      "../../etc/passwd\tbooksDelta\t1",
      "$(id)\t1",
      "\u001b[31mrun_red\u001b[0m\tbooksDelta\t137",
      "one cell",
      "\t\t\t",
      "__proto__\tbooksDelta\t1",
    ];
    const { ntn, calls } = await fake({ answers: { "workers runs list": { out: lines.join("\r\n") } } });
    const told = await collect(ntn, wanted, fakeFeatures);
    expect(told.runs).toEqual({
      kind: "got",
      value: [
        { id: "7f3c9a52-0000-4000-8000-000000000001", exit: 0, at: "2026-08-01 10:00:00", hasFailed: false },
        { id: "7f3c9a52-0000-4000-8000-000000000002", sync: "booksDelta", hasFailed: true },
        { id: "run_red", exit: 137, sync: "booksDelta", hasFailed: true },
      ],
    });
    const asked = (await calls()).filter(([, second, third]) => second === "runs" && third === "logs");
    expect(asked.filter((one) => !one.includes("--help")).map((one) => one[3])).toEqual([
      "7f3c9a52-0000-4000-8000-000000000002",
      "run_red",
    ]);
  });

  test("no token, no sign-in, a failure, silence, a flood: each by its name", async () => {
    const { ntn } = await fake(
      {
        answers: {
          "workers oauth token": { err: "error: No OAuth token for shopAuth\n", exit: 5 },
          "workers env list": {
            err: "error: No auth token found.\n  hint: Run `ntn login` first\n",
            exit: 4,
          },
          "workers capabilities list": { err: "error: Failed to list capabilities\n", exit: 5 },
          "workers sync status": { hang: true },
          "workers runs list": { repeat: ["run_0001\tbooksDelta\t1\n", 100_000] },
        },
      },
      {},
      1_500,
    );
    const told = await collect(
      ntn,
      { keys: ["booksDelta"], oauthKeys: ["shopAuth", "--worker-id"] },
      fakeFeatures,
    );
    expect(told.oauth.get("shopAuth")).toEqual({ kind: "got", value: false });
    expect(told.oauth.get("--worker-id")).toMatchObject({ kind: "failed" });
    expect(told.remoteNames).toEqual({ kind: "not-logged-in" });
    expect(told.capabilities).toEqual({ kind: "failed", why: "Failed to list capabilities" });
    expect(told.status).toEqual({ kind: "failed", why: "it took too long" });
    expect(told.runs.kind === "got" && told.runs.value.length).toBe(1_000);
    expect(told.logs).toHaveLength(5);
  });
});

test("what was too slow to be asked for is not said to be missing", async () => {
  const { ntn } = await fake({});
  const late = { ...ntn, ask: async () => ({ exit: null, out: "", err: "", end: "time" as const }) };
  expect(await readFeatures(late)).toMatchObject({ isWhole: false, has: new Set() });
  expect((await readFeatures(ntn)).isWhole).toBe(true);
  const slow = { ...fakeFeatures, has: new Set<string>(), isWhole: false };
  const failed = { kind: "failed", why: "ntn took too long to say what it has" };
  expect(await collect(ntn, wanted, slow)).toMatchObject({
    runs: failed,
    status: failed,
    remoteNames: failed,
  });
  expect((await collect(ntn, wanted, { ...slow, isWhole: true })).runs).toEqual({ kind: "not-there" });
});

describe("secrets", () => {
  test("values of .env and of the shell's secrets are masked in all that ntn prints", async () => {
    const { root, ntn, remove } = await withFakeNtn(
      {
        answers: {
          "workers runs list": { out: "run_0001\tbooksDelta\t1" },
          "workers runs logs": { out: "a c4n4ry-file b\nx\u001b[1mc4n4ry-shell\u001b[0m\nc4n4ry-given" },
          "workers env list": { err: "error: c4n4ry-file is wrong", exit: 5 },
        },
      },
      { ".env": "SHOP_TOKEN=c4n4ry-file\n" },
      {
        env: { OTHER_SECRET: "c4n4ry-shell" } as Record<string, string>,
        mask: (text) => text.replaceAll("c4n4ry-given", "[given]"),
      },
    );
    leave.push(remove);
    expect(root).not.toBe("");
    const told = await collect(ntn, wanted, fakeFeatures);
    expect(told.logs[0]?.log).toEqual({ kind: "got", value: "a [SHOP_TOKEN] b\nx[OTHER_SECRET]\n[given]" });
    expect(told.remoteNames).toEqual({ kind: "failed", why: "[SHOP_TOKEN] is wrong" });
  });
});

describe("login", () => {
  const asNtn = async (given: Fake): Promise<string> => {
    const { ntn } = await fake(given);
    return readLogin(ntn, fakeFeatures);
  };

  test("by how ntn fails where it can reach nothing", async () => {
    const answer = (err: string, exit: number) => ({ answers: { "workers list": { err, exit } } });
    expect(await asNtn(answer("error: Failed to list workers\n", 5))).toBe("logged-in");
    expect(await asNtn(answer("error: No workspace selected.\n  hint: Run `ntn login` first\n", 4))).toBe(
      "not-logged-in",
    );
    expect(await asNtn(answer("error: said in other words\n", 4))).toBe("not-logged-in");
    expect(await asNtn(answer("thread main panicked\n", 101))).toBe("unknown");
    expect(await asNtn({ answers: { "workers list": { out: "x\ty" } } })).toBe("unknown");
    expect(await asNtn({ answers: { "workers list": { hang: true } } })).toBe("unknown");
  });
});
