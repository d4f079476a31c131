import { existsSync } from "node:fs";
import { isBuiltin } from "node:module";
import { join, posix } from "node:path";
import type { Check, Finding, Place } from "../types.ts";

const most = 8;

/** What the code imports, without running it: files that are not there, packages nobody installed or asked for. */
export const imports: Check = {
  id: "imports",
  about: "project",
  look: async (place) => {
    const wanted = await readImports(place);
    const found: Finding[] = [];
    for (const [specifier, from] of wanted) {
      const finding = specifier.startsWith(".")
        ? lookForFile(place.root, specifier, from)
        : await lookForPackage(place, specifier, from);
      if (finding && !found.some(({ says }) => says === finding.says)) found.push(finding);
    }
    if (found.length === 0) return [{ status: "ok", says: "Every import of src/ leads somewhere" }];
    return found.slice(0, most);
  },
};

/** Each thing that is imported for what it does, with the first file that does. */
async function readImports({ sources }: Place): Promise<Map<string, string>> {
  const { readModuleFile } = await import("../../project/module-file.ts");
  const wanted = new Map<string, string>();
  for (const { path, text } of await sources()) {
    const file = await readModuleFile(path, text).catch(() => undefined);
    for (const { from, typeOnly } of file?.imports ?? []) {
      const key = from.startsWith(".") ? `./${posix.join(posix.dirname(path), from)}` : from;
      if (!typeOnly && !wanted.has(key)) wanted.set(key, path);
    }
  }
  return wanted;
}

function lookForFile(root: string, target: string, from: string): Finding | undefined {
  const stem = target.replace(/\.([cm]?)jsx?$/, ".$1ts");
  const endings = ["", ".ts", ".tsx", ".js", ".mjs", ".cjs", ".json", "/index.ts", "/index.js"];
  const paths = [stem, target.replace(/\.jsx?$/, ".tsx"), ...endings.map((ending) => target + ending)];
  if (paths.some((path) => existsSync(join(root, path)))) return undefined;
  return {
    status: "problem",
    says: `${from} imports ${target}, which is not there: the worker cannot be loaded.`,
    fix: "Correct the path, or bring the file back (a folder is named with /index.js)",
  };
}

async function lookForPackage(place: Place, specifier: string, from: string): Promise<Finding | undefined> {
  const [first = "", second = ""] = specifier.split("/");
  const name = first.startsWith("@") ? `${first}/${second}` : first;
  // What starts otherwise is an alias, or an address.
  if (isBuiltin(specifier) || !/^(@[a-z0-9][\w.-]*\/)?[a-z0-9][\w.-]*$/i.test(name)) return undefined;
  if (await isAlias(place, specifier)) return undefined;
  const isAsked = (await place.package())?.ranges.has(name) === true;
  const isInstalled = (await place.installed(name)) !== undefined;
  if (isInstalled && isAsked) return undefined;
  // The SDK has a check of its own.
  if (name === "@notionhq/workers") return undefined;
  return {
    status: "problem",
    says: isInstalled
      ? `${from} imports ${name}, which package.json does not ask for: the build on Notion's side may not have it.`
      : `${from} imports ${name}, which is not installed: the worker cannot be loaded.`,
    fix: isAsked ? "npm install" : `npm install ${name}`,
  };
}

async function isAlias(place: Place, specifier: string): Promise<boolean> {
  const tsconfig = await place.tsconfig();
  const paths = tsconfig.kind === "read" ? tsconfig.options.get("paths") : undefined;
  const patterns = typeof paths === "object" && paths !== null ? Object.keys(paths) : [];
  return patterns.some((pattern) => specifier.startsWith(pattern.split("*")[0] || "\0"));
}
