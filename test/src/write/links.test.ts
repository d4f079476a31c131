import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Change } from "../../../src/write/changes.ts";
import { writeChanges } from "../../../src/write/write.ts";
import { makeFolder, readTree, writeTree } from "./tree.ts";

const oneFile = { "real/a.md": "1\n" };

function makeProject(files: Record<string, string> = oneFile, links: Record<string, string> = {}): string {
  const root = makeFolder();
  writeTree(root, files);
  for (const [name, target] of Object.entries(links)) symlinkSync(target, join(root, name));
  return root;
}

test("a link is made, with the folders it needs", async () => {
  const root = makeProject();
  const change: Change = { path: "a/b/link", before: undefined, after: "../../real", link: "after" };
  expect(await writeChanges(root, [change])).toEqual(["a/b/link"]);
  expect(readTree(root)["a/b/link"]).toBe("link to ../../real");
});

test("a file becomes a link, also one whose text is its target, and back", async () => {
  const root = makeProject({ ...oneFile, link: "real" });
  await writeChanges(root, [{ path: "link", before: "real", after: "real", link: "after" }]);
  expect(readTree(root)["link"]).toBe("link to real");
  await writeChanges(root, [{ path: "link", before: "real", after: "text", link: "before" }]);
  expect(readTree(root)["link"]).toBe("644 text");
});

test("a link goes and what it led to stays", async () => {
  const root = makeProject(oneFile, { link: "real" });
  await writeChanges(root, [{ path: "link", before: "real", after: undefined, link: "before" }]);
  expect(readTree(root)).toEqual({ real: "folder", "real/a.md": "644 1\n" });
});

test("a file goes, with the folders that are empty then", async () => {
  const root = makeProject({ "a/b/c.md": "1\n", "a/d.md": "2\n" });
  await writeChanges(root, [{ path: "a/b/c.md", before: "1\n", after: undefined }]);
  expect(readTree(root)).toEqual({ a: "folder", "a/d.md": "644 2\n" });
  await writeChanges(root, [{ path: "a/d.md", before: "2\n", after: undefined }]);
  expect(readTree(root)).toEqual({});
});

test.each([
  ["../..", "write/outside"],
  ["/etc", "write/outside"],
  ["../up", "write/outside"],
])("a link to %s is refused", async (target, code) => {
  const root = makeProject(oneFile, { up: ".." });
  const before = readTree(root);
  const change: Change = { path: "links/one", before: undefined, after: target, link: "after" };
  await expect(writeChanges(root, [change])).rejects.toMatchObject({ code });
  expect(readTree(root)).toEqual(before);
});

test.each<[string, Change]>([
  ["leads elsewhere", { path: "link", before: "src", after: undefined, link: "before" }],
  ["is a file", { path: "real/a.md", before: "1\n", after: undefined, link: "before" }],
  ["is gone", { path: "nowhere", before: "real", after: undefined, link: "before" }],
  ["came meanwhile", { path: "link", before: undefined, after: "real", link: "after" }],
])("a change is refused where what it starts from %s", async (_, change) => {
  const root = makeProject(oneFile, { link: "real" });
  const before = readTree(root);
  await expect(writeChanges(root, [change])).rejects.toMatchObject({ code: "write/changed" });
  expect(readTree(root)).toEqual(before);
});

test("a folder is never replaced by a link", async () => {
  const root = makeProject();
  const change: Change = { path: "real", before: "", after: "x", link: "after" };
  await expect(writeChanges(root, [change])).rejects.toMatchObject({ code: "write/not-a-file" });
});
