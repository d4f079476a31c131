import { isGitIgnored } from "../../project/git-ignore.ts";
import { kindOf } from "../../project/text-file.ts";
import { runProgram } from "../../run/run-program.ts";
import type { Check, Finding, Place } from "../types.ts";

/** Whether secrets stay out of git, and so out of a deploy, which packs what git does not ignore. */
export const envIgnored: Check = {
  id: "env-ignored",
  about: "project",
  look: async (place) => {
    const [tracked, isIgnored, kind] = await Promise.all([
      findTracked(place),
      isGitIgnored(place.root, ".env"),
      kindOf(place.root, ".env"),
    ]);
    const found = tracked.map((path): Finding => ({
      status: "problem",
      says: `${path} is tracked by git: its secrets are in the history, and go along with a deploy.`,
      fix: `git rm --cached ${path}, ignore it, and replace the secrets in it at their providers`,
    }));
    // git calls nothing ignored that it tracks.
    if (!isIgnored && !tracked.includes(".env"))
      found.push({
        status: kind === "other" ? "note" : "problem",
        says: "git does not ignore .env: it can be committed, and a deploy takes it along.",
        fix: "echo .env >> .gitignore",
      });
    return found.length > 0 ? found : [{ status: "ok", says: "git ignores .env" }];
  },
};

/** Env files that are in git's index, examples left out. None without a repository or without git. */
async function findTracked({ root, env }: Place): Promise<string[]> {
  // A repository's own config could name a program for git to start; the question needs none.
  const quiet = ["-c", "core.fsmonitor=false"];
  const patterns = [":(glob)**/.env", ":(glob)**/.env.*"];
  const { exit, out } = await runProgram("git", [...quiet, "ls-files", "-z", "--", ...patterns], {
    root,
    env,
    mask: (text) => text,
    timeoutMs: 4_000,
    mostText: 100_000,
  });
  const isSafe = (path: string): boolean =>
    /^[\w./ -]+$/.test(path) && !/\.(example|sample|template|dist)$/.test(path);
  return exit === 0
    ? out
        .split("\0")
        .filter((path) => path !== "" && isSafe(path))
        .slice(0, 5)
    : [];
}
