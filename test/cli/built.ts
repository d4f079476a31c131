import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { repository } from "../kit/temp-project.ts";

let fresh = false;

/** Path of a compiled file, such as `src/bin.js`. Compiles first if a source is newer than what is there. */
export function built(file: string): string {
  if (!fresh) build();
  return `${repository}dist/${file}`;
}

function build(): void {
  const bin = `${repository}dist/src/bin.js`;
  const newest = Math.max(newestIn(`${repository}src`), newestIn(`${repository}generators`));
  if (!existsSync(bin) || statSync(bin).mtimeMs < newest) {
    spawnSync(process.execPath, [`${repository}node_modules/typescript-7/bin/tsc`, "-p", "tsconfig.json"], {
      cwd: repository,
    });
  }
  if (!existsSync(bin)) throw new Error("tsc wrote no dist/src/bin.js");
  fresh = true;
}

function newestIn(folder: string): number {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith(".ts"),
  );
  return Math.max(0, ...files.map((name) => statSync(`${folder}/${name}`).mtimeMs));
}
