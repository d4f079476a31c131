import { execFile, fork, type ChildProcess } from "node:child_process";
import { platform } from "node:os";
import { Problem } from "../problems/problem.ts";

const quiet = ["install", "--no-audit", "--no-fund", "--loglevel=error"];
const mostText = 20_000;

/**
 * Runs `npm install` in a project: the npm that started us, if one did, else the one on the path. Throws a Problem with
 * npm's last words if it fails. Needs the network.
 */
export async function installPackages(
  root: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  const npm = env.npm_execpath;
  const child =
    npm !== undefined && /npm-cli\.[cm]?js$/.test(npm)
      ? fork(npm, quiet, { cwd: root, execArgv: [], silent: true })
      : // A shell only where npm is a batch file; nothing of the command comes from outside.
        execFile("npm", quiet, { cwd: root, shell: platform() === "win32" });
  const { code, text } = await ended(child);
  if (code !== 0)
    throw new Problem("run/install-failed", { words: text.trim().split("\n").slice(-6).join("\n") });
}

function ended(child: ChildProcess): Promise<{ code: number | null; text: string }> {
  let text = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8");
    stream?.on("data", (chunk: string) => (text = (text + chunk).slice(-mostText)));
  }
  return new Promise((resolve) => {
    child.on("error", (error) => resolve({ code: 1, text: `${text}\n${error.message}` }));
    child.on("close", (code) => resolve({ code, text }));
  });
}
