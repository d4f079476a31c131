import { existsSync } from "node:fs";
import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { packageRoot } from "../package-files.ts";
import { installPackages } from "../run/install.ts";

const needed = ["@notionhq/workers", "tsx", "typescript"];

/**
 * Gives a worker project its packages: a link to our own node_modules where they are all installed (a checkout of this
 * repository), else `npm install`. Says so before it uses the network.
 */
export async function providePackages(
  root: string,
  { env, say }: { env: Readonly<Record<string, string | undefined>>; say: (line: string) => void },
): Promise<void> {
  const modules = join(packageRoot(), "node_modules");
  if (needed.every((name) => existsSync(join(modules, name, "package.json")))) {
    await symlink(modules, join(root, "node_modules"), "junction");
    return;
  }
  say("Installing the packages of the worker with npm (this needs the network) …");
  await installPackages(root, env);
}
