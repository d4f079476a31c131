import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdir, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { checks } from "../../../src/doctor/checks/index.ts";
import { examine } from "../../../src/doctor/examine.ts";
import { describeExamination, listCommands } from "../../../src/doctor/report.ts";
import { thisNode } from "../../../src/run/this-node.ts";
import { repository } from "../../kit/temp-project.ts";
import { putFakeNtn } from "../ntn/kit.ts";
import { examineBy, packages, worker } from "./kit.ts";

const quiet = {
  node: "22.0.0",
  env: {
    PATH: process.env["PATH"],
    npm_config_user_agent: "npm/11.0.0",
    FAKE_NTN: JSON.stringify({
      answers: { "workers list": { err: "error: Failed to list workers", exit: 5 } },
    }),
  },
};
const files = { ...worker, "pnpm-lock.yaml": "" };

describe("a worker", () => {
  test("with all it needs has no problem, and one note: exec --local", async () => {
    const { isWorker, found } = await examineBy(undefined, { files, packages, ...quiet, before: putFakeNtn });
    expect(isWorker).toBe(true);
    expect(found.filter(({ status }) => status !== "ok").map(({ check }) => check)).toEqual(["exec-local"]);
    // Only plans have nothing to say of a worker that was written by hand.
    expect(new Set(found.map(({ check }) => check)).size).toBe(checks.length - 1);
  });

  test("is one by the SDK, or by what create-sync and ntn leave there", async () => {
    const isWorker = async (files: Record<string, string>): Promise<boolean> =>
      (await examineBy("node-version", { files })).isWorker;
    const site = {
      "package.json": '{ "dependencies": { "react": "^19.0.0" } }',
      "src/index.ts": "render();",
    };
    expect(await isWorker(site)).toBe(false);
    expect(await isWorker({ ...site, "workers.json": "{}" })).toBe(true);
    expect(await isWorker({ ...site, "syncs/a.plan.yaml": "" })).toBe(true);
    expect(await isWorker({ ...site, "src/index.ts": worker["src/index.ts"] ?? "" })).toBe(true);
    expect(await isWorker({ "package.json": worker["package.json"] ?? "" })).toBe(true);
    expect(await isWorker({ ...site, "package.json": "{" })).toBe(true);
    expect(await isWorker({ "package.json": "{" })).toBe(false);
  });

  test("none: only the machine is looked at", async () => {
    const { isWorker, found } = await examineBy(undefined, { files: { "notes.txt": "" }, ...quiet });
    expect(isWorker).toBe(false);
    const machine = checks.filter(({ about }) => about === "machine").map(({ id }) => id);
    expect([...new Set(found.map(({ check }) => check))].every((id) => machine.includes(id))).toBe(true);
    expect(found.length).toBeGreaterThan(1);
  });
});

describe("nothing of it is run, and nothing secret is told", () => {
  test("no module of the project, no script of npm, no program that git's config names", async () => {
    const canaryOf = (root: string): string => join(root, "..", "was-run");
    await examineBy(undefined, {
      ...quiet,
      packages,
      files,
      before: async (root) => {
        const touch = `touch ${canaryOf(root)}`;
        const code = `import { writeFileSync } from "node:fs"; writeFileSync(${JSON.stringify(canaryOf(root))}, "");`;
        await writeFile(join(root, "src/index.ts"), `${code}\n${worker["src/index.ts"]}`);
        const scripts = { preinstall: touch, prepare: touch, postinstall: touch };
        await writeFile(join(root, "package.json"), JSON.stringify({ scripts, dependencies: {} }));
        await writeFile(join(root, "hook"), `#!/bin/sh\n${touch}\n`, { mode: 0o755 });
        const git = (...args: string[]): Buffer => execFileSync("git", args, { cwd: root });
        git("init", "-q");
        git("config", "core.fsmonitor", join(root, "hook"));
        // The program does run where nobody takes care.
        execFileSync("git", ["status"], { cwd: root, stdio: "ignore" });
        expect(existsSync(canaryOf(root))).toBe(true);
        await rm(canaryOf(root));
      },
      after: async (root) => expect(existsSync(canaryOf(root))).toBe(false),
    });
  });

  test("no value of .env or of the shell, wherever it stands", async () => {
    const secret = "c4n4ry-c4n4ry";
    const { found } = await examineBy(undefined, {
      files: {
        ...files,
        ".env": `BOOKS_TOKEN=${secret}\nOTHER=${secret} # x\nexport THIRD=${secret}\n${secret}\n`,
        "package.json": `{ "dependencies": { "${secret}" } }`,
        "src/index.ts": `import "./${secret}.js"; import "${secret}"; const ${secret}`,
        "tsconfig.json": `{ "extends": "./${secret}.json" }`,
      },
      packages,
      ...quiet,
    });
    expect(found.some(({ status }) => status === "problem")).toBe(true);
    expect(JSON.stringify(found)).not.toContain(secret);
  });
});

describe("hostile files", () => {
  const escape = "\u001b[2J\u001b]0;evil\u0007\u202e";
  const problemsOf = async (given: Parameters<typeof examineBy>[1]): Promise<string[]> => {
    const { found } = await examineBy(undefined, { packages, ...quiet, ...given });
    for (const { says, fix = "" } of found) {
      expect(says + fix).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e\u2400-\u2421]/);
      expect((says + fix).length).toBeLessThan(1_000);
    }
    return found.filter(({ status }) => status === "problem").map(({ check }) => check);
  };

  test("package.json: broken, a folder, a link to itself, of odd types, told once", async () => {
    expect(await problemsOf({ files: { ...files, "package.json": `{ ${escape}` } })).toEqual([
      "package-json",
    ]);
    const linked = async (root: string): Promise<void> => symlink("package.json", join(root, "package.json"));
    expect(await problemsOf({ files: { ...files, "package.json": undefined }, before: linked })).toContain(
      "package-json",
    );
    const folder = { ...files, "package.json": undefined, "package.json/x": "" };
    expect(await problemsOf({ files: folder })).toContain("package-json");
    const odd = {
      ...files,
      "package.json": '{ "name": 1, "type": [], "dependencies": "x", "__proto__": { "type": "module" } }',
    };
    expect(await problemsOf({ files: odd })).toContain("sdk");
  });

  test(".env: 10 MB, binary, escapes, a folder, a link to itself, a pipe", async () => {
    expect(await problemsOf({ files: { ...files, ".env": "A=b\n".repeat(2_500_000) } })).toContain(
      "env-names",
    );
    const binary = async (root: string): Promise<void> =>
      writeFile(join(root, ".env"), Buffer.from([0xff, 0xfe, 0]));
    expect(await problemsOf({ before: binary, files })).toContain("env-names");
    await problemsOf({
      files: { ...files, ".env": `BOOKS_TOKEN=x\n${escape}=1\nexport A${escape}=2\nexport B=${escape}\n` },
    });
    await problemsOf({ files: { ...files, ".env": undefined, ".env/x": "" } });
    const linked = async (root: string): Promise<void> => symlink(".env", join(root, ".env"));
    expect(await problemsOf({ files: { ...files, ".env": undefined }, before: linked })).toContain(
      "env-names",
    );
    const pipe = async (root: string): Promise<void> => void execFileSync("mkfifo", [join(root, ".env")]);
    expect(await problemsOf({ files: { ...files, ".env": undefined }, before: pipe })).toEqual(["env-names"]);
    const settings = async (root: string): Promise<void> =>
      void execFileSync("mkfifo", [join(root, "tsconfig.json")]);
    const began = performance.now();
    expect(await problemsOf({ files: { ...files, "tsconfig.json": undefined }, before: settings })).toEqual([
      "tsconfig",
    ]);
    expect(performance.now() - began).toBeLessThan(9_000);
  });

  test("the rest: loops of links, broken code, deep code, plans and skills that are none", async () => {
    const loop = async (root: string): Promise<void> => {
      await symlink("..", join(root, "src", "up"));
      await symlink("syncs", join(root, "syncs"));
      await mkdir(join(root, ".agents"));
      await symlink("skills", join(root, ".agents", "skills"));
      await symlink("..", join(root, "node_modules", "up"));
    };
    expect(await problemsOf({ files, before: loop })).toEqual(["skills"]);
    const deep = `${"(".repeat(20_000)}1${")".repeat(20_000)}; process.env.A`;
    const code = {
      ...files,
      "src/index.ts": deep,
      "src/settings.ts": deep,
      "src/a.ts": "import ;;; process.env[",
    };
    expect(await problemsOf({ files: code })).toContain("worker-file");
    const others = {
      ...files,
      "syncs/a.plan.yaml": `${escape}: [`,
      "syncs/b.plan.yaml/x": "",
      "syncs/c.plan.yaml": "",
      "package-lock.json": "[]",
      "pnpm-lock.yaml": undefined,
      "tsconfig.json": `{ "extends": "./tsconfig.json" ${escape}`,
    };
    expect(await problemsOf({ files: others })).toEqual(["tsconfig", "plans", "plans", "plans"]);
  });
});

describe("the report", () => {
  const found = [
    { check: "a", status: "ok" as const, says: "Node 22" },
    { check: "b", status: "problem" as const, says: "tsx is gone.", fix: "npm install" },
    { check: "c", status: "note" as const, says: "No lockfile.", fix: "npm install, and commit it" },
    { check: "d", status: "problem" as const, says: "tsx is gone too.", fix: "npm install" },
    { check: "e", status: "problem" as const, says: "A plan changed.", fix: "npx create-sync add a.yaml" },
  ];

  test("problems first, each with its mend under it", () => {
    const text = describeExamination({ isWorker: true, found }).replaceAll(/\u001b\[\d+m/g, "");
    expect(text).toBe(`3 problems:
  ✖ tsx is gone.
    → npm install
  ✖ tsx is gone too.
    → npm install
  ✖ A plan changed.
    → npx create-sync add a.yaml

1 note:
  ▲ No lockfile.
    → npm install, and commit it

All right:
  ✔ Node 22

Nothing was changed. Mend from the top: one thing may rest on another.`);
  });

  test("the commands that mend, each once, and where to begin without a worker", () => {
    expect(listCommands({ isWorker: true, found })).toEqual(["npm install", "create-sync add a.yaml"]);
    expect(listCommands({ isWorker: false, found: found.slice(0, 1) })).toEqual(["create-sync"]);
    expect(describeExamination({ isWorker: false, found: found.slice(0, 1) })).toContain(
      "There is no worker",
    );
  });
});

test("a bug in a check is not hidden", async () => {
  const broken = { id: "x", about: "machine" as const, look: () => Promise.reject(new TypeError("a bug")) };
  const place = { root: repository, env: {}, node: thisNode() };
  await expect(examine(place, [broken])).rejects.toThrow("a bug");
  const denied = {
    ...broken,
    look: () => Promise.reject(Object.assign(new Error("no"), { code: "EACCES" })),
  };
  expect((await examine(place, [denied])).found).toEqual([
    { check: "x", status: "note", says: "x could not be looked at: EACCES" },
  ]);
});

test("every check lives under its id and has tests", () => {
  const folder = join(repository, "src/doctor/checks");
  const ids = readdirSync(folder)
    .filter((name) => name !== "index.ts")
    .map((name) => name.replace(/\.ts$/, ""))
    .sort();
  expect(checks.map(({ id }) => id).sort()).toEqual(ids);
  const texts = readdirSync(import.meta.dirname).map((name) =>
    readFileSync(join(import.meta.dirname, name), "utf8"),
  );
  expect(ids.filter((id) => !texts.some((text) => text.includes(`lookBy("${id}"`)))).toEqual([]);
});
