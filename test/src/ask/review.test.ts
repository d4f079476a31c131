import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { findSource } from "../../../src/ask/answers.ts";
import { repeatCommand } from "../../../src/ask/commands.ts";
import { readTree } from "../../kit/temp-project.ts";
import { emptyWorker, folderWith, run, runAnswered } from "./run.ts";
import { take, type Script } from "./scripted.ts";

const cancel = ["What now", "Cancel"] as const;
const change = ["What now", "Change something"] as const;

/** What can be changed, the questions that follow, and what the command at the end says of it. */
const changes: [title: string, questions: Script, flag: string][] = [
  [
    "Address of the demo API",
    [["Address of the demo API", "http://127.0.0.1:9"]],
    "--param baseUrl=http://127.0.0.1:9",
  ],
  [
    "Name in the code",
    [
      ["Name of this sync", "shopBooks"],
      ["Title of the database", "Shop"],
    ],
    "--set name=shopBooks",
  ],
  ["Title of the database", [["Title of the database", "Shop books"]], "--set 'database.title=Shop books'"],
  [
    "Properties",
    [
      ["These properties", "Rename"],
      ["Rename which", "Pages"],
      ["New name", "Length"],
      ["These properties", "Looks good"],
    ],
    "--set fields.Pages.name=Length",
  ],
  ["How soon changes show up", [["How soon should changes", "Within 1 hour"]], "--set schedule.delta=1h"],
  [
    "How often everything is read again",
    [["all books be read again", "Every day"]],
    "--set schedule.backfill=1d",
  ],
  ["How far the first run looks back", [["first run look", "30 days"]], "--set schedule.lookback=30d"],
  ["Sign-in", [["environment variable", "SHOP_TOKEN"]], "--set source.auth.env=SHOP_TOKEN"],
  [
    "Architecture",
    [
      ["How should it read", "Replace"],
      ["Why this one", "few books"],
      ["How often should all books be read", take],
    ],
    "--set 'because=few books'",
  ],
];

describe("at the review", () => {
  test("every answer can be changed, and the review comes back each time", async () => {
    const script = changes.flatMap(([title, questions]): Script => [
      change,
      ["Change what", title],
      ...questions,
    ]);
    const { asker, error, session } = await runAnswered([...script, cancel]);
    expect(error).toBeUndefined();
    expect(asker.left()).toEqual([]);
    const command = repeatCommand(session);
    for (const [, , flag] of changes.filter(([, , each]) => !each.includes("schedule.")))
      expect(command).toContain(flag);
    // The times of the pair mean nothing to the architecture that was chosen in the end.
    expect(command).not.toContain("schedule.");
    const offered = asker.asked.find(({ message }) => message === "Change what?")?.choices ?? [];
    const titles = ["Source", ...changes.map(([title]) => title), "Nothing, back to the review"];
    expect(offered.map((choice) => choice.split(":")[0]).toSorted()).toEqual(titles.toSorted());
  });

  test("the source can be changed, which starts over with its questions", async () => {
    const { session, asker, error } = await runAnswered([
      change,
      ["Change what", "Source: Demo"],
      ["What do you want", "releases"],
      ["Repository", "octo-org/app"],
      ["These properties", "Looks good"],
      ["How often should all releases", take],
      ["How should requests", take],
      ["environment variable", take],
      cancel,
    ]);
    expect(error).toBeUndefined();
    expect(asker.left()).toEqual([]);
    expect(findSource(session.answers)).toBe("github.releases");
    expect(repeatCommand(session)).not.toContain("baseUrl");
  });

  test("the same source again keeps every answer; an API of one's own ends the run", async () => {
    const ran = await runAnswered([
      change,
      ["Change what", "Source"],
      ["What do you want", "books"],
      change,
      ["Change what", "Source"],
      ["What do you want", "zzzz"],
    ]);
    expect(ran.ending).toEqual({ kind: "otherApi" });
    expect(repeatCommand(ran.session)).toContain("--set fields.Notes=");
  });

  test("the folder can be changed, if it was a question", async () => {
    const cwd = await folderWith({});
    const { session, asker } = await runAnswered(
      [
        ["Where should the worker be", "in this folder"],
        change,
        ["Change what", "Folder"],
        ["Where should the worker be", "new folder"],
        ["Name of the folder", "later"],
        cancel,
      ],
      { cwd },
    );
    expect(session.place?.root).toBe(join(cwd, "later"));
    expect(asker.said.join("\n")).toContain("Files in ");
    const here = await runAnswered([change, ["Change what", "Nothing"], cancel]);
    expect(here.asker.asked[1]?.choices.filter((choice) => choice.startsWith("Folder"))).toEqual([]);
  });

  test("a folder whose worker cannot be edited is refused, and the old one kept", async () => {
    const cwd = await folderWith({
      "odd/src/index.ts": "export {};\n",
      "odd/package.json": emptyWorker["package.json"],
    });
    const { session, asker } = await runAnswered(
      [
        ["Where should the worker be", "in this folder"],
        change,
        ["Change what", "Folder"],
        ["Where should the worker be", "new folder"],
        ["Name of the folder", "odd"],
        cancel,
      ],
      { cwd },
    );
    expect(session.place?.root).toBe(cwd);
    expect(asker.said.join("\n")).toContain("Missing worker");
  });

  test("the diff is shown as often as one likes, and nothing is written", async () => {
    const { asker, cwd } = await runAnswered([
      ["What now", "Show the diff"],
      ["What now", "Show the diff"],
      cancel,
    ]);
    const diff = asker.said.find((text) => text.includes("diff --git")) ?? "";
    expect(diff).toContain("b/src/index.ts");
    expect(diff).toContain("\u001b[32m+  worker.sync(".slice(0, 6));
    expect(await readTree(cwd)).toEqual(new Map(Object.entries(emptyWorker)));
  });

  test("a dry run ends with the diff instead of the files", async () => {
    const { ending, asker, cwd } = await runAnswered([["What now", "Print the diff"]], { isDryRun: true });
    expect(ending).toMatchObject({ kind: "done", applied: undefined });
    expect(asker.asked.at(-1)?.choices).toEqual([
      "Print the diff (dry run)",
      "Change something",
      "Cancel (nothing is written)",
    ]);
    expect(await readTree(cwd)).toEqual(new Map(Object.entries(emptyWorker)));
  });
});

describe("what stands in the way", () => {
  test("of the pipeline is said in words and leads to the question that can mend it", async () => {
    const cwd = await folderWith({
      ...emptyWorker,
      "src/index.ts": emptyWorker["src/index.ts"].replace(
        "const worker",
        'const demoApi = "mine";\nconst worker',
      ),
    });
    const { asker, ending, error } = await runAnswered(
      [
        ["paces the requests", "shopApi"],
        ["What now", "Write it"],
      ],
      { cwd },
    );
    expect(error).toBeUndefined();
    expect(ending).toMatchObject({ kind: "done" });
    expect(asker.said.join("\n")).toContain("`demoApi` is declared by");
    expect(await readFile(join(cwd, "src/index.ts"), "utf8")).toContain("const shopApi = worker.pacer");
  });

  test("and no answer can mend offers another try", async () => {
    const files = { ...emptyWorker, "src/sync-helpers.ts": "export const textOf = 1;\n" };
    const cwd = await folderWith(files);
    const { asker, ending } = await runAnswered([["What now", "Try again"], cancel], { cwd });
    expect(ending).toEqual({ kind: "cancelled" });
    expect(asker.said.join("\n")).toContain("Expected src/sync-helpers.ts to be free or ours");
    expect(await readTree(cwd)).toEqual(new Map(Object.entries(files)));
  });

  test("of writing brings the review back, with the files as they are now", async () => {
    const cwd = await folderWith(emptyWorker);
    const edit = async () => {
      await writeFile(join(cwd, "src/index.ts"), `// mine\n${emptyWorker["src/index.ts"]}`);
      return "Write it";
    };
    const { ending, asker } = await runAnswered(
      [
        ["What now", edit],
        ["What now", "Write it"],
      ],
      { cwd },
    );
    expect(ending).toMatchObject({ kind: "done" });
    expect(asker.said.join("\n")).toContain("changed while this ran. Nothing was written.");
    expect(await readFile(join(cwd, "src/index.ts"), "utf8")).toMatch(/^\/\/ mine\n/);
  });
});

describe("a second sync in the same worker", () => {
  test("of the same source gets another name at once, and a title of its own", async () => {
    const { cwd } = await runAnswered([["What now", "Write it"]]);
    const { asker, session, ending } = await runAnswered(
      [
        ["Name of this sync", { refused: "demoBooks", saying: "is taken" }],
        ["Name of this sync", take],
        ["Title of the database", "More books"],
        ["What now", "Write it"],
      ],
      { cwd },
    );
    expect(ending).toMatchObject({ kind: "done" });
    expect(asker.said[0]).toContain('The name demoBooks is taken: database "demoBooks" is at src/index.ts:');
    expect(repeatCommand(session)).toContain("--set name=demoBooks2 --set 'database.title=More books'");
    const text = await readFile(join(cwd, "src/index.ts"), "utf8");
    expect(text.match(/worker\.sync\(/g)).toHaveLength(4);
    expect(text.match(/worker\.pacer\(/g)).toHaveLength(1);
  });

  test("is told apart by what its parameter says", async () => {
    const taken = `${emptyWorker["src/index.ts"]}\nfunction listGithubReleases() {}\n`;
    const { asker, error } = await run(
      [
        ["Repository", "octo-org/web-app"],
        ["Name of this sync", take],
        ["Title of the database", take],
        ["These properties", "Looks good"],
        ["How often", take],
        ["How should requests", take],
        ["environment variable", take],
        cancel,
      ],
      { files: { ...emptyWorker, "src/index.ts": taken }, set: ["source.from=github.releases"] },
    );
    expect(error).toBeUndefined();
    expect(asker.said[0]).toContain("`listGithubReleases` is at src/index.ts:6");
    expect(asker.said.join("\n")).toContain("githubReleasesWebAppSync");
  });

  test("a plan that was kept counts as taken too", async () => {
    const { asker } = await runAnswered(
      [["Name of this sync", "other"], ["Title of the database", take], cancel],
      { files: { ...emptyWorker, "syncs/demoBooks.plan.yaml": "plan: 1\n" } },
    );
    expect(asker.said[0]).toContain("syncs/demoBooks.plan.yaml is there already");
  });
});
