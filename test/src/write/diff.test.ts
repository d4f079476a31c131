import { spawnSync } from "node:child_process";
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Change } from "../../../src/write/changes.ts";
import { unifiedDiff } from "../../../src/write/diff.ts";
import { makeFolder, readTree, writeTree } from "./tree.ts";

test("shows a change with git's headers and three lines around it", () => {
  const before = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";
  expect(unifiedDiff([{ path: "src/index.ts", before, after: before.replace("5", "five") }])).toBe(
    [
      "diff --git a/src/index.ts b/src/index.ts",
      "--- a/src/index.ts",
      "+++ b/src/index.ts",
      "@@ -2,7 +2,7 @@",
      " 2",
      " 3",
      " 4",
      "-5",
      "+five",
      " 6",
      " 7",
      " 8",
      "",
    ].join("\n"),
  );
});

test("shows a new file as coming from nowhere", () => {
  expect(unifiedDiff([{ path: "a.md", before: undefined, after: "x" }])).toBe(
    "diff --git a/a.md b/a.md\nnew file mode 100644\n--- /dev/null\n+++ b/a.md\n@@ -0,0 +1,1 @@\n+x\n\\ No newline at end of file\n",
  );
});

test("says nothing where nothing changes", () => {
  expect(unifiedDiff([{ path: "a.md", before: "x", after: "x" }])).toBe("");
});

test("git makes, turns and removes links by it, and removes files", () => {
  const folder = makeFolder();
  writeTree(folder, { "text-link": "../real", "a.md": "1\n", "b.md": "" });
  symlinkSync("real", join(folder, "old-link"));
  const input = unifiedDiff([
    { path: "new/link", before: undefined, after: "../real", link: "after" },
    { path: "text-link", before: "../real", after: "../real", link: "after" },
    { path: "old-link", before: "real", after: undefined, link: "before" },
    { path: "a.md", before: "1\n", after: undefined },
    { path: "b.md", before: "", after: undefined },
  ]);
  spawnSync("git", ["init", "-q"], { cwd: folder });
  const git = spawnSync("git", ["apply", "-"], { cwd: folder, input });
  expect(git.stderr.toString()).toBe("");
  const { ".git": repository, ...tree } = readTree(folder);
  expect(repository).toBe("folder");
  expect(Object.entries(tree).filter(([path]) => !path.startsWith(".git/"))).toEqual([
    ["new", "folder"],
    ["new/link", "link to ../real"],
    ["text-link", "link to ../real"],
  ]);
});

describe("git applies it, byte for byte:", () => {
  test.each<[string, Change]>([
    ["CRLF", { path: "a.ts", before: "1\r\n2\r\n3\r\n", after: "1\r\ntwo\r\n3\r\n" }],
    ["mixed line ends", { path: "a.ts", before: "1\r\n2\n3\r", after: "1\r\n2\n3\r4\n" }],
    ["no line end at the end", { path: "a.ts", before: "1\n2", after: "1\n2\n3" }],
    ["a line end added at the end", { path: "a.ts", before: "1", after: "1\n" }],
    ["a byte order mark", { path: "a.ts", before: "\ufeff1\n", after: "\ufeff2\n" }],
    ["an empty file filled", { path: "a.ts", before: "", after: "1\n" }],
    ["a file emptied", { path: "a.ts", before: "1\n2\n", after: "" }],
    ["a new empty file", { path: "a.ts", before: undefined, after: "" }],
    ["a new file in a new folder", { path: "syncs/a.plan.yaml", before: undefined, after: "plan: 1\n" }],
    ["spaces in the name", { path: "my syncs/a b.ts", before: "1\n", after: "2\n" }],
    ["letters beyond ASCII", { path: "wörker/ö.ts", before: undefined, after: "ö\n" }],
    ["quotes, tabs and backslashes in the name", { path: 'a"b\tc\\d.ts', before: "1\n", after: "2\n" }],
    ["lines that look like headers", { path: "a.ts", before: "-- a\n++ b\n", after: "++ b\n@@ -1 +1 @@\n" }],
  ])("%s", (_, change) => {
    const folder = makeFolder();
    if (change.before !== undefined) writeTree(folder, { [change.path]: change.before });
    const git = spawnSync("git", ["apply", "--whitespace=nowarn", "-"], {
      cwd: folder,
      input: unifiedDiff([change]),
    });
    expect(git.stderr.toString()).toBe("");
    expect(readTree(folder)[change.path]).toBe(`644 ${change.after}`);
  });
});
