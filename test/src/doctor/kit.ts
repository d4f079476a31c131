import { mkdir, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { checks } from "../../../src/doctor/checks/index.ts";
import { examine, type Examination } from "../../../src/doctor/examine.ts";
import { thisNode } from "../../../src/run/this-node.ts";
import { repository, tempProject } from "../../kit/temp-project.ts";

/** A small worker that has all it needs but packages. */
export const worker: Record<string, string> = {
  "package.json": JSON.stringify({
    name: "books",
    type: "module",
    dependencies: { "@notionhq/workers": "^0.9.2" },
    devDependencies: { tsx: "^4.20.0", typescript: "~5.9.3", "@types/node": "^22.0.0" },
  }),
  "tsconfig.json": JSON.stringify({
    compilerOptions: {
      module: "NodeNext",
      target: "ES2022",
      strict: true,
      skipLibCheck: true,
      types: ["node"],
    },
    include: ["src"],
  }),
  ".gitignore": "node_modules/\n.env\n",
  ".env": "BOOKS_TOKEN=c4n4ry-c4n4ry\n",
  "src/index.ts": `import { Worker } from "@notionhq/workers";
import { requireEnv } from "./settings.js";

const worker = new Worker();
export default worker;

worker.sync("booksSync", {
  database: books,
  execute: async () => ({ changes: [], hasMore: false, token: requireEnv("BOOKS_TOKEN") }),
});
`,
  "src/settings.ts": `export function requireEnv(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(name);
  return value;
}
`,
};

/** Packages of this repository by name, for a project's node_modules; a text is a package of that version alone. */
export type Packages = Record<string, string | true>;

/** What a small worker needs. */
export const packages: Packages = {
  "@notionhq/workers": true,
  typescript: true,
  tsx: true,
  "@types/node": true,
};

type Env = Record<string, string | undefined>;

export type Given = {
  files?: Record<string, string | undefined>;
  packages?: Packages;
  env?: Env | ((root: string) => Env);
  node?: string;
  /** Does something to the folder before it is looked at. */
  before?: (root: string) => Promise<void>;
  /** Looks at the folder after it was examined. */
  after?: (root: string) => Promise<void>;
};

/** Makes a folder of these files, examines it by one check or by all, and removes it. */
export async function examineBy(id: string | undefined, given: Given): Promise<Examination> {
  const { root, remove } = await tempProject(definedOf(given.files ?? worker));
  try {
    for (const [name, version] of Object.entries(given.packages ?? {})) await putPackage(root, name, version);
    await given.before?.(root);
    const node = { ...thisNode(), ...(given.node !== undefined && { version: given.node }) };
    const env = typeof given.env === "function" ? given.env(root) : given.env;
    const place = { root, env: env ?? { PATH: process.env["PATH"] }, node };
    const all = id === undefined ? checks : checks.filter((check) => check.id === id);
    if (all.length === 0) throw new Error(`there is no check ${id}`);
    const examination = await examine(place, all);
    await given.after?.(root);
    return examination;
  } finally {
    await remove();
  }
}

/** The same as lines: status, sentence, and what mends it behind an arrow. */
export async function lookBy(id: string, given: Given): Promise<string[]> {
  const { found } = await examineBy(id, given);
  return found.map(({ status, says, fix }) => `${status}: ${says}${fix === undefined ? "" : ` → ${fix}`}`);
}

async function putPackage(root: string, name: string, version: string | true): Promise<void> {
  const folder = join(root, "node_modules", name);
  await mkdir(dirname(folder), { recursive: true });
  if (version === true) return symlink(join(repository, "node_modules", name), folder, "junction");
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "package.json"), JSON.stringify({ name, version }));
}

function definedOf(files: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(files).flatMap(([path, text]) => (text === undefined ? [] : [[path, text] as const])),
  );
}
