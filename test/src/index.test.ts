import { afterEach, describe, expect, it } from "vitest";
import {
  createSync,
  explainPlan,
  listEntries,
  preparePlan,
  printExplanation,
  readProject,
  unifiedDiff,
  writeChanges,
} from "../../src/index.ts";
import { tempProject, type TempProject } from "../kit/temp-project.ts";

let project: TempProject | undefined;
afterEach(() => project?.remove());

const worker =
  'import { Worker } from "@notionhq/workers";\n\nconst worker = new Worker();\nexport default worker;\n';

describe("the public API", () => {
  it("goes from a source to a written sync without the command line", async () => {
    expect((await listEntries()).map(({ id }) => id)).toContain("demo.books");
    project = await tempProject({
      "package.json": '{ "type": "module", "dependencies": { "@notionhq/workers": "^0.9.2" } }',
      "src/index.ts": worker,
    });
    const facts = await readProject(project.root);
    if (!facts.workerFile) throw new Error("the worker was not found");
    const { complete, text, entry } = await preparePlan("demo.books");
    expect(printExplanation(explainPlan(complete))).toContain("Guarantee");
    const changes = await createSync({
      plan: complete.plan,
      planText: text,
      sample: entry?.sample,
      project: facts,
      worker: facts.workerFile,
      read: async () => undefined,
    });
    expect(unifiedDiff(changes)).toContain('+worker.sync("demoBooksDelta"');
    expect(await writeChanges(project.root, changes)).toContain("src/index.ts");
    expect((await readProject(project.root)).items.map(({ key }) => key)).toContain("demoBooksBackfill");
  });
});
