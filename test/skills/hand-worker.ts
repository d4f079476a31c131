import { spawnSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { evalsFolder, readTasks } from "../../evals/task.ts";
import { linkPackages, repository, tempProject } from "../kit/temp-project.ts";
import { envelopeOf, runCli } from "../cli/run-cli.ts";

/** The hand-written bookshop with the replacements that make it the worker of an eval's start. */
export async function startOf(task: string): Promise<string> {
  const [{ start } = { start: undefined }] = readTasks([task]);
  const code = await readFile(join(evalsFolder, "workers", "bookshop.ts"), "utf8");
  return (start?.edits ?? []).reduce((text, edit) => text.replace(edit.find, () => edit.with), code);
}

/** What `create-sync simulate` finds in hand-written code: kinds of findings, each once; [] for none. */
export async function findingsIn(
  code: string,
  source: string,
  scenarios: readonly string[],
): Promise<string[]> {
  const { root, remove } = await tempProject({
    "package.json": '{ "type": "module" }',
    "src/index.ts": code,
  });
  await linkPackages(root);
  const words = ["simulate", "--source", source, ...scenarios.flatMap((name) => ["--scenario", name])];
  const ran = await runCli([...words, "--json"], { cwd: root, hangsAfterMs: 170_000 });
  await remove();
  type Played = { scenarios: { failures: { findings: { kind: string }[] }[] }[] };
  const { result } = envelopeOf(ran) as { result?: { subjects: Played[] } };
  if (result === undefined) throw new Error(ran.out + ran.err);
  const played = result.subjects.flatMap((subject) => subject.scenarios);
  if (played.length !== scenarios.length)
    throw new Error(`played ${played.length} of ${scenarios.join(", ")}`);
  const kinds = played.flatMap(({ failures }) =>
    failures.flatMap(({ findings }) => findings.map(({ kind }) => kind)),
  );
  return [...new Set(kinds)].sort();
}

/** What the real ntn prints when it runs the sync `rows` on this machine, in a package of this type. */
export async function execLocally(type: "module" | "commonjs", data: object): Promise<string> {
  const { root, remove } = await tempProject({
    "package.json": JSON.stringify({ type }),
    "src/index.ts": `import { Worker } from "@notionhq/workers";
import * as Schema from "@notionhq/workers/schema";
const worker = new Worker();
export default worker;
const database = worker.database("table", {
  type: "managed", initialTitle: "Rows", primaryKeyProperty: "ID",
  schema: { properties: { Name: Schema.title(), ID: Schema.richText() } },
});
worker.sync("rows", { database, mode: "incremental", schedule: "5m", execute: async (state: unknown) => {
  console.log("got " + JSON.stringify(state));
  return { changes: [], hasMore: false };
} });
`,
  });
  await linkPackages(root);
  const ntn = join(repository, "node_modules", ".bin", "ntn");
  const words = ["workers", "exec", "rows", "--local", "-d", JSON.stringify(data)];
  const { stdout, stderr } = spawnSync(ntn, words, { cwd: root, encoding: "utf8", timeout: 60_000 });
  await remove();
  return stdout + stderr;
}
