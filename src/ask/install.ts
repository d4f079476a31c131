import { spawn } from "node:child_process";

/** Installs a project's packages; gives whether it worked. */
export type Install = (root: string) => Promise<boolean>;

/** Runs `npm install` in a folder, with what npm says on stderr: it shows progress there and asks nothing. */
export const installPackages: Install = (root) =>
  new Promise((resolve) => {
    // npm is a script on Windows, which only a shell can start; nothing of the command comes from outside.
    const child = spawn("npm install --no-fund --no-audit", {
      cwd: root,
      shell: true,
      stdio: ["ignore", 2, 2],
    });
    child.on("error", () => resolve(false));
    child.on("close", (code) => resolve(code === 0));
  });
