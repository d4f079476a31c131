import { realpath } from "node:fs/promises";
import { delimiter, dirname, isAbsolute, join } from "node:path";
import { findPackage } from "../../project/package-json.ts";
import { runProgram } from "../../run/run-program.ts";
import type { Check, Place } from "../types.ts";
import { isAtLeast } from "../versions.ts";

/** npm: `npx create-sync` and the next steps use it; Notion's quickstart asks for 10. */
export const npmVersion: Check = {
  id: "npm-version",
  about: "machine",
  look: async (place) => {
    const version = await findVersion(place);
    if (version === undefined)
      return [
        {
          status: "note",
          says: "npm does not answer; the commands that create-sync proposes use it.",
          fix: "Install npm, or read npm install as your own package manager's command",
        },
      ];
    if (isAtLeast(version, "10.0.0")) return [{ status: "ok", says: `npm ${version}` }];
    return [
      {
        status: "note",
        says: `npm ${version} is older than the 10 that Notion asks for.`,
        fix: "npm install --global npm@latest",
      },
    ];
  },
};

async function findVersion({ root, env }: Place): Promise<string | undefined> {
  // npm says so itself to what it starts, npx too.
  const told = /^npm\/(\d+\.\d+\.\d+)/.exec(env.npm_config_user_agent ?? "")?.[1];
  if (told !== undefined) return told;
  const beside = await findBeside(env);
  if (beside !== undefined) return beside;
  const { exit, out } = await runProgram("npm", ["--version"], {
    root,
    env,
    mask: (text) => text,
    timeoutMs: 4_000,
  });
  return exit === 0 ? /^(\d+\.\d+\.\d+)/.exec(out)?.[1] : undefined;
}

/** The version in npm's own package, to which the npm on the PATH is a link; starting it takes ten times as long. */
async function findBeside({ PATH = "" }: Place["env"]): Promise<string | undefined> {
  for (const folder of PATH.split(delimiter).filter(isAbsolute)) {
    const program = await realpath(join(folder, "npm")).catch(() => undefined);
    if (program === undefined) continue;
    const facts = await findPackage(join(dirname(program), "..")).catch(() => undefined);
    return facts?.name === "npm" ? facts.version : undefined;
  }
  return undefined;
}
