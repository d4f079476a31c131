import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { lookBy, worker, type Given } from "./kit.ts";

const withEnv = (env: string | undefined, more: Record<string, string> = {}): Given => ({
  files: { ...worker, ".env": env, ...more },
});
const index = worker["src/index.ts"] ?? "";

describe("env-names", () => {
  test("both sides agree", async () => {
    expect(await lookBy("env-names", {})).toEqual(["ok: .env has what the code reads"]);
    expect(await lookBy("env-names", { files: { "workers.json": "{}", "package.json": "{}" } })).toEqual([
      "ok: The code reads no settings",
    ]);
  });

  test("read but missing, or empty", async () => {
    const code = {
      "src/more.ts": "export const a = process.env.OTHER_ID!;\nconst { THIRD } = process.env;\n",
    };
    expect(await lookBy("env-names", withEnv("BOOKS_TOKEN=\n", code))).toEqual([
      "problem: OTHER_ID is read at src/more.ts:1, but .env does not have it. → Add to .env: OTHER_ID=…",
      "problem: THIRD is read at src/more.ts:2, but .env does not have it. → Add to .env: THIRD=…",
      "problem: BOOKS_TOKEN in .env has no value. → Put it behind BOOKS_TOKEN= in .env",
    ]);
    expect(await lookBy("env-names", withEnv(undefined))).toEqual([
      expect.stringMatching(/^problem: BOOKS_TOKEN is read at src\/index\.ts:9, but/),
    ]);
  });

  test("a credential is read by its key", async () => {
    const code = {
      "src/index.ts": index.replace("worker.sync", 'worker.credential("SHOP_KEY", {});\nworker.sync'),
    };
    expect(await lookBy("env-names", withEnv("BOOKS_TOKEN=x\n", code))).toEqual([
      expect.stringMatching(/^problem: SHOP_KEY is read at src\/index\.ts:7/),
    ]);
  });

  test("what the code can do without, and what others set, is not missing", async () => {
    const code = {
      "src/more.ts": `export const a = process.env.PAGE_SIZE ?? "50"; export const b = process.env.DRY_RUN === "1";
export const c = process.env.NODE_ENV; export const d = process.env.REGIONS?.split(","); process.env.TZ2 = "UTC";
export const e = process.env.NOTION_API_TOKEN;`,
      "src/more.test.ts": "export const f = process.env.ONLY_IN_TESTS;",
    };
    expect(await lookBy("env-names", withEnv("BOOKS_TOKEN=x\nPAGE_SIZE=10\n", code))).toEqual([
      "ok: .env has what the code reads",
    ]);
  });

  test("in the shell only", async () => {
    const given = { ...withEnv(""), env: { BOOKS_TOKEN: "c4n4ry" } };
    expect(await lookBy("env-names", given)).toEqual([
      expect.stringMatching(/^note: BOOKS_TOKEN \(src\/index\.ts:9\) is set in this shell only/),
    ]);
  });

  test("set but never read, and what it may have been meant for", async () => {
    expect(await lookBy("env-names", withEnv("BOOKS_TOKEN=x\nOLD_NAME=y\n"))).toEqual([
      "note: OLD_NAME in .env is read nowhere in src/. → Take OLD_NAME out of .env, unless something else needs it",
    ]);
    expect(await lookBy("env-names", withEnv("BOOK_TOKEN=c4n4ry\n"))).toEqual([
      expect.stringMatching(/^problem: BOOKS_TOKEN is read at/),
      "problem: BOOK_TOKEN in .env is read nowhere; the code reads BOOKS_TOKEN. → Call it BOOKS_TOKEN in .env",
    ]);
    const computed = { "src/more.ts": "export const of = (shop: string) => process.env[shop + '_TOKEN'];" };
    expect(await lookBy("env-names", withEnv("BOOKS_TOKEN=x\nOLD_NAME=y\n", computed))).toEqual([
      "ok: .env has what the code reads",
    ]);
    const told = { "README.md": "OLD_NAME is for the deploy script" };
    expect(await lookBy("env-names", withEnv("BOOKS_TOKEN=x\nOLD_NAME=y\n", told))).toEqual([
      "ok: .env has what the code reads",
    ]);
  });
});

describe("env-lines", () => {
  test("what all read alike, or no .env", async () => {
    const text = `# a note\nA=1\nB="two words # here"\nC='x # y'\nD=\n\nE="line\\nline"\nF=https://a.b/?q=1&r=2\n`;
    expect(await lookBy("env-lines", withEnv(text))).toEqual(["ok: ntn, Node and dotenv read .env alike"]);
    expect(await lookBy("env-lines", withEnv(undefined))).toEqual([]);
  });

  test.each([
    ["export A=c4n4ry", /^problem: \.env:1: A is not set by ntn/],
    ["A=c4n4ry # note", /^problem: \.env:1: A has a # in it/],
    ['A="c4n4ry" # note', /^problem: \.env:1: A has a comment behind it/],
    ['A="c4n4ry\nB=no name\nend"', /^problem: \.env:1: A goes over several lines/],
    ["A=`c4n4ry`", /^problem: \.env:1: A is in backticks/],
    ["\r\nA=c4n4ry\r\nA=c4n4ry2", /^note: \.env:3: A stands at line 2 too/],
    ["B=x\nA=${B}/c4n4ry", /^note: \.env:2: A names \$B/],
  ])("%j", async (text, says) => {
    const found = await lookBy("env-lines", withEnv(text));
    expect(found).toEqual([expect.stringMatching(says)]);
    expect(found.join()).not.toContain("c4n4ry");
  });

  test("another value in the shell", async () => {
    const given = (BOOKS_TOKEN: string): Given => ({
      ...withEnv("BOOKS_TOKEN=c4n4ry\n"),
      env: { BOOKS_TOKEN },
    });
    expect(await lookBy("env-lines", given("c4n4ry"))).toHaveLength(1);
    const found = await lookBy("env-lines", given("c4n4ry-other"));
    expect(found).toEqual([expect.stringMatching(/^note: BOOKS_TOKEN has another value in this shell/)]);
    expect(found.join()).not.toContain("c4n4ry");
  });
});

describe("env-ignored", () => {
  const git = (root: string, ...args: string[]): void => {
    execFileSync("git", args, { cwd: root, stdio: "ignore" });
  };

  test("ignored, in a repository and without one", async () => {
    expect(await lookBy("env-ignored", {})).toEqual(["ok: git ignores .env"]);
    const before = async (root: string): Promise<void> => git(root, "init", "-q");
    expect(await lookBy("env-ignored", { before })).toEqual(["ok: git ignores .env"]);
  });

  test("not ignored, with and without the file", async () => {
    const open = { ".gitignore": "node_modules/\n" };
    expect(await lookBy("env-ignored", withEnv("A=1", open))).toEqual([
      "problem: git does not ignore .env: it can be committed, and a deploy takes it along. → echo .env >> .gitignore",
    ]);
    expect(await lookBy("env-ignored", withEnv(undefined, open))).toEqual([
      expect.stringMatching(/^note: git does not/),
    ]);
  });

  test("tracked, though it is ignored now", async () => {
    const before = async (root: string): Promise<void> => {
      git(root, "init", "-q");
      git(root, "add", "-f", ".env", ".env.local", ".env.example", "deep/.env");
    };
    const given = withEnv("A=1", { ".env.local": "B=2", ".env.example": "A=", "deep/.env": "C=3" });
    expect(await lookBy("env-ignored", { ...given, before })).toEqual(
      [".env", ".env.local", "deep/.env"].map((path) =>
        expect.stringMatching(
          new RegExp(`^problem: ${path.replaceAll(".", "\\.")} is tracked by git.* → git rm --cached`),
        ),
      ),
    );
  });
});
