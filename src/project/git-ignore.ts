import { execFile } from "node:child_process";
import { dirname } from "node:path";
import { kindOf, findText } from "./text-file.ts";

/**
 * Whether git leaves a file at the root of the project out of its commits: git itself is asked where there is a
 * repository; without one, or without git, the project's .gitignore is read.
 */
export async function isGitIgnored(root: string, name: string): Promise<boolean> {
  const answer = (await isInRepository(root)) ? await askGit(root, name) : undefined;
  return answer ?? matchesIgnoreFile((await findText(root, ".gitignore")) ?? "", name);
}

/** Whether the lines of a .gitignore cover a file that stands beside it. */
export function matchesIgnoreFile(text: string, name: string): boolean {
  let isIgnored = false;
  for (const line of text.split(/\r\n|\r|\n/)) {
    const pattern = line.replace(/(?<!\\)\s+$/, "");
    if (pattern === "" || pattern.startsWith("#")) continue;
    const isNegated = pattern.startsWith("!");
    if (matches(isNegated ? pattern.slice(1) : pattern, name)) isIgnored = !isNegated;
  }
  return isIgnored;
}

function matches(pattern: string, name: string): boolean {
  const local = pattern.replace(/^(\*\*\/)+/, "").replace(/^\//, "");
  if (local.includes("/")) return false;
  const source = local
    .replace(/[.+^${}()|\\]/g, "\\$&")
    .replace(/\*+/g, ".*")
    .replace(/\?/g, ".");
  try {
    return new RegExp(`^${source}$`).test(name);
  } catch {
    return false;
  }
}

async function isInRepository(root: string): Promise<boolean> {
  for (let folder = root; ; folder = dirname(folder)) {
    if ((await kindOf(folder, ".git")) !== "other") return true;
    if (dirname(folder) === folder) return false;
  }
}

/** Exit 0 is yes, 1 is no; anything else (no git, a broken repository) is no answer. */
function askGit(root: string, name: string): Promise<boolean | undefined> {
  // A repository's own config could name a program for git to start; the question needs none.
  const args = ["-c", "core.fsmonitor=false", "check-ignore", "--quiet", "--", name];
  return new Promise((resolve) => {
    execFile("git", args, { cwd: root, timeout: 5_000 }, (error) => {
      if (!error) resolve(true);
      else resolve(error.code === 1 ? false : undefined);
    });
  });
}
