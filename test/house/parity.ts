import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** A unit, its template, its test: the paths that are missing under `root`, by the unit's own name. */
export function findUnpaired(root: string, withoutTemplate: readonly string[]): string[] {
  const units = list(join(root, "generators"), ".ts").filter((path) => path.includes("/"));
  const templates = list(join(root, "templates"), ".ts.hbs");
  const missing: string[] = [];
  for (const unit of units.map((path) => path.slice(0, -".ts".length))) {
    const template = templates.includes(`${unit}.ts.hbs`);
    if (!template && !withoutTemplate.includes(unit)) missing.push(`templates/${unit}.ts.hbs`);
    if (template && withoutTemplate.includes(unit))
      missing.push(`${unit} has a template and is listed as having none`);
    if (!existsSync(join(root, "test/generators", unit))) missing.push(`test/generators/${unit}/`);
  }
  const shelves = new Set(units.map((unit) => dirname(unit)));
  const orphans = templates.filter(
    (path) => shelves.has(dirname(path)) && !units.includes(path.slice(0, -".hbs".length)),
  );
  return [...missing, ...orphans.map((path) => `generators/${path.slice(0, -".hbs".length)}`)];
}

/** Paths in the rows of the README's "Where is my room?" table that lead nowhere; `<id>` stands for any name. */
export function findLostRooms(readme: string, root: string): string[] {
  const [, table = ""] = readme.split(/^#+ .*Where is my room\?.*$/im);
  const rows =
    table
      .split(/^#/m)[0]
      ?.split("\n")
      .filter((line) => line.startsWith("|")) ?? [];
  const paths = rows.flatMap((row) =>
    [...row.matchAll(/`([\w.-]+\/[^`\s]*|[\w-]+\.(?:ts|md|json))`/g)].map(([, path]) => path ?? ""),
  );
  if (paths.length === 0) return ['README.md has no table under "Where is my room?"'];
  return paths.filter((path) => !existsSync(join(root, path.replace(/<.*$/, ""))));
}

/** Relative links in Markdown that lead nowhere, as `file → link`. */
export function findDeadLinks(root: string, folder: string): string[] {
  return list(join(root, folder), ".md").flatMap((path) => {
    const file = join(root, folder, path);
    const links = [...readFileSync(file, "utf8").matchAll(/\]\(([^)\s#]+)(?:#[^)]*)?\)/g)].map(
      ([, link]) => link ?? "",
    );
    return links
      .filter((link) => !/^[a-z]+:/i.test(link) && !existsSync(join(dirname(file), link)))
      .map((link) => `${folder}/${path} → ${link}`);
  });
}

/** Paths of files with an ending, with forward slashes, relative to the folder; none for a missing folder. */
export function list(folder: string, ending: string): string[] {
  if (!existsSync(folder)) return [];
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).map((path) =>
    path.replaceAll("\\", "/"),
  );
  return paths.filter((path) => path.endsWith(ending)).sort();
}
