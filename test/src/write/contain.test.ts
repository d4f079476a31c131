import { mkdirSync, realpathSync, symlinkSync, writeFileSync } from "node:fs";
import { join, sep } from "node:path";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { Problem } from "../../../src/problems/problem.ts";
import { findTarget } from "../../../src/write/contain.ts";
import { writeChanges } from "../../../src/write/write.ts";
import { makeFolder, readTree } from "./tree.ts";

let base: string;
let root: string;

beforeAll(() => {
  base = makeFolder();
  root = join(base, "project");
  for (const folder of ["project/src/deep", "project/.git/hooks", "outside/deep"])
    mkdirSync(join(base, folder), { recursive: true });
  writeFileSync(join(base, "outside/file"), "theirs");
  const links = {
    out: "../outside",
    outFile: "../outside/file",
    in: "src",
    up: "..",
    git: ".git",
    loop: "loop",
    nowhere: "gone",
  };
  for (const [name, to] of Object.entries(links)) symlinkSync(to, join(root, name));
});

test.each([
  ["../x", "it holds"],
  ["src/../../x", "it holds"],
  ["/etc/passwd", "it is absolute"],
  ["C:/x", "it is absolute"],
  ["src\\..\\x", "backslash"],
  ["src//x", "empty part"],
  ["./x", "empty part"],
  ["", "empty part"],
  ["a\0b", "zero byte"],
  ["out/x", "leads out"],
  ["outFile", "leads out"],
  ["up/x", "leads out"],
  ["loop/x", "leads nowhere"],
  ["nowhere", "leads nowhere"],
  [".git/hooks/pre-commit", "not ours"],
  ["src/.GIT/config", "not ours"],
  ["git/hooks/pre-commit", "not ours"],
  [".create-sync/journal.json", "not ours"],
])("refuses %j because %s", (path, why) => {
  expect(() => findTarget(root, path)).toThrow(why);
});

test("whatever the path, nothing outside the project and nothing of git is touched", async () => {
  const part = fc.oneof(
    fc.constantFrom(
      "..",
      ".",
      "",
      "out",
      "outFile",
      "in",
      "up",
      "git",
      "loop",
      "nowhere",
      ".git",
      "hooks",
      "src",
      "deep",
      "file",
    ),
    fc.constantFrom("\\", "C:", "..\\..", "\0", "~", "%2e%2e", "ｅ", "__proto__", "․․"),
    fc.string({ minLength: 1, maxLength: 4 }),
  );
  const path = fc.array(part, { minLength: 1, maxLength: 5 }).map((parts) => parts.join("/"));
  const theirs = (): unknown => [readTree(join(base, "outside")), readTree(join(root, ".git"))];
  const before = theirs();
  let written = 0;

  await fc.assert(
    fc.asyncProperty(path, async (one) => {
      const outcome = await writeChanges(root, [{ path: one, before: undefined, after: "x" }]).catch(
        (error: unknown) => error,
      );
      expect(theirs()).toEqual(before);
      if (outcome instanceof Problem) return;
      expect(outcome).toEqual([one]);
      expect(realpathSync(join(root, one)).startsWith(realpathSync(root) + sep)).toBe(true);
      written++;
    }),
    { seed: 42, numRuns: 400 },
  );
  expect(written).toBeGreaterThan(20);
});
