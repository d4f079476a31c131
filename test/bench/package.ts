import { execFileSync } from "node:child_process";
import { existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { repository } from "../kit/temp-project.ts";

/** The package as a user gets it: packed, then installed into an empty folder. */
export type Installed = {
  tarball: string;
  tarballBytes: number;
  /** Installed packages, our own included. */
  packages: number;
  /** Of all files in node_modules. */
  installedBytes: number;
  /** Our package in there. */
  root: string;
  /** Its files, and among them the links. */
  files: string[];
  links: string[];
};

export const packageLimits = { tarballBytes: 1_000_000, packages: 60, installedBytes: 50_000_000 };

/** Packs the repository and installs the tarball beside it, in `folder` or a new temporary one. Needs the npm registry. */
export function packAndInstall(
  packArguments: readonly string[],
  folder = mkdtempSync(join(tmpdir(), "create-sync-package-")),
): Installed {
  npm(["pack", "--silent", "--pack-destination", folder, ...packArguments], repository);
  const [tarball = ""] = readdirSync(folder).filter((name) => name.endsWith(".tgz"));
  const target = join(folder, "installed ö");
  mkdirSync(target);
  npm(["install", "--silent", "--no-audit", "--no-fund", join(folder, tarball)], target);
  const modules = join(target, "node_modules");
  const root = join(modules, "create-sync");
  const files = filesIn(root);
  return {
    tarball: join(folder, tarball),
    tarballBytes: statSync(join(folder, tarball)).size,
    packages: countPackages(modules),
    installedBytes: filesIn(modules).reduce((sum, path) => sum + lstatSync(join(modules, path)).size, 0),
    root,
    files,
    links: files.filter((path) => lstatSync(join(root, path)).isSymbolicLink()),
  };
}

function npm(args: readonly string[], cwd: string): void {
  execFileSync("npm", args, {
    cwd,
    stdio: ["ignore", "ignore", "inherit"],
    shell: process.platform === "win32",
  });
}

function filesIn(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return entries.filter((path) => !lstatSync(join(folder, path)).isDirectory()).sort();
}

// A package is a folder with a manifest right below node_modules or a scope, at any depth.
function countPackages(modules: string): number {
  let count = 0;
  for (const name of readdirSync(modules)) {
    if (name.startsWith(".")) continue;
    const folder = join(modules, name);
    if (name.startsWith("@")) count += countPackages(folder);
    else if (existsSync(join(folder, "package.json"))) count += 1;
    if (existsSync(join(folder, "node_modules"))) count += countPackages(join(folder, "node_modules"));
  }
  return count;
}
