import { homedir, tmpdir } from "node:os";
import { describe, expect, onTestFinished, test } from "vitest";
import { preparePlan } from "../../../src/plan/load.ts";
import { makeEnvironment } from "../../../src/simulate/simulate-environment.ts";
import { readKeptPlans } from "../../../src/simulate/simulate-plans.ts";
import { credentialOf } from "../../../src/upstream/auth.ts";
import { tempProject } from "../../kit/temp-project.ts";

async function projectOf(files: Record<string, string>): Promise<string> {
  const { root, remove } = await tempProject(files);
  onTestFinished(remove);
  return root;
}

describe("the environment of a simulated worker", async () => {
  const { complete } = await preparePlan("demo.books", { params: ["baseUrl=http://127.0.0.1:4010"] });
  const plans = [complete.plan];

  test("has every name and no value of .env or the shell", async () => {
    const root = await projectOf({
      ".env": "SHOP_TOKEN=shop-live-4711\nPLAIN=private-name\nexport LATER='live too'\n",
      ".env.example": "# the token\nSHOP_TOKEN=\nPAGE_SIZE=50\nEXAMPLE_KEY=looks-like-one\n",
      "src/index.ts": `const a = process.env.OTHER_SECRET, b = process.env["API_BASE_URL"], c = process.env.DRY_RUN;`,
    });
    for (const name of ["SHOP_TOKEN", "OTHER_SECRET", "CREATE_SYNC_UNNAMED"]) {
      process.env[name] = "shell-live";
      onTestFinished(() => void delete process.env[name]);
    }
    expect(await makeEnvironment(root, plans)).toEqual({
      HOME: homedir(),
      TMPDIR: tmpdir(),
      DEMO_TOKEN: credentialOf("DEMO_TOKEN"),
      SHOP_TOKEN: credentialOf("SHOP_TOKEN"),
      PLAIN: credentialOf("PLAIN"),
      LATER: credentialOf("LATER"),
      PAGE_SIZE: "50",
      EXAMPLE_KEY: credentialOf("EXAMPLE_KEY"),
      OTHER_SECRET: credentialOf("OTHER_SECRET"),
      API_BASE_URL: "http://127.0.0.1:4010",
      TZ: "UTC",
    });
  });

  test("is there without any file", async () => {
    const environment = await makeEnvironment(await projectOf({}), []);
    expect(Object.keys(environment)).toEqual(["HOME", "TMPDIR", "TZ"]);
  });
});

describe("the plans a project keeps", () => {
  const plan = (name: string, delta: string): string =>
    `plan: 1\nname: ${name}\nsource: { from: demo.books, params: { baseUrl: "http://127.0.0.1:4010" } }\nschedule: { delta: ${delta} }\n`;

  test("are those the code was made from, else those that people edit", async () => {
    const root = await projectOf({
      "syncs/books.plan.yaml": plan("books", "5m"),
      "syncs/.applied/books.plan.yaml": plan("books", "15m"),
      "syncs/shelves.plan.yaml": plan("shelves", "10m"),
      "syncs/notes.md": "not a plan",
    });
    const kept = await readKeptPlans(root);
    expect(kept.map(({ complete: { plan: each } }) => [each.name, each.schedule.delta])).toEqual([
      ["books", "15m"],
      ["shelves", "10m"],
    ]);
  });

  test("are none where there is no folder", async () => {
    expect(await readKeptPlans(await projectOf({}))).toEqual([]);
  });
});
