import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll } from "vitest";

/** Everything in a folder: kind, permissions and content by path. A missing folder is an empty tree. */
export function readTree(root: string): Record<string, string> {
  const stats = lstatSync(root, { throwIfNoEntry: false });
  if (!stats) return {};
  const names = readdirSync(root, { recursive: true, encoding: "utf8" }).sort();
  return Object.fromEntries(names.map((name) => [name, describe(join(root, name))]));
}

const made: string[] = [];
afterAll(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/**
 * Makes a folder under the system's temporary one, removed after the tests of the file. Spaces and letters beyond
 * ASCII are part of every test.
 */
export function makeFolder(name = "wörker ö"): string {
  const parent = mkdtempSync(join(tmpdir(), "create-sync-test-"));
  made.push(parent);
  const folder = join(parent, name);
  mkdirSync(folder);
  return folder;
}

/** Writes files by path; `mode` is for all of them. */
export function writeTree(root: string, files: Record<string, string>, mode = 0o644): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
    chmodSync(join(root, path), mode);
  }
}

function describe(path: string): string {
  const stats = lstatSync(path);
  if (stats.isSymbolicLink()) return `link to ${readlinkSync(path)}`;
  if (stats.isDirectory()) return "folder";
  return `${(stats.mode & 0o777).toString(8)} ${readFileSync(path, "utf8")}`;
}
