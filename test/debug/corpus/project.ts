import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { draftSync } from "../../../src/add/draft.ts";
import { writeChanges } from "../../../src/write/write.ts";
import { prepare } from "../../kit/simulated.ts";
import { linkPackages, tempProject, type TempProject } from "../../kit/temp-project.ts";
import type { Case } from "./case.ts";

const packageJson = '{ "name": "worker", "type": "module", "private": true }\n';

/** The project of a case in a temporary folder, with its packages: its own files, or what a plan makes, and its .env. */
export async function makeProject({ files = {}, plan, env = {}, sdk }: Case): Promise<TempProject> {
  const dotenv = Object.entries(env)
    .map(([name, value]) => `${name}=${JSON.stringify(value)}\n`)
    .join("");
  const own = plan ? {} : { "package.json": packageJson, ".gitignore": "node_modules/\n.env\n", ...files };
  const project = await tempProject({ ...own, ".env": dotenv });
  if (plan) {
    const { id, params = [], set = [], edits = [] } = plan;
    const draft = await draftSync(project.root, await prepare({ id, params, set }));
    await writeChanges(project.root, draft.changes);
    for (const { file, find, replace } of edits) {
      const path = join(project.root, file);
      const before = await readFile(path, "utf8");
      if (!before.includes(find)) throw new Error(`${file} has no ${find}`);
      await writeFile(
        path,
        before.replace(find, () => replace),
      );
    }
  }
  await linkPackages(project.root, sdk);
  return project;
}
