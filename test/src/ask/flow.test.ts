import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { repeatCommand, resumeCommand } from "../../../src/ask/commands.ts";
import { Problem } from "../../../src/problems/problem.ts";
import { readTree } from "../../kit/temp-project.ts";
import { emptyWorker, folderWith, run, runAnswered } from "./run.ts";
import { stop, take, type Script } from "./scripted.ts";

const wholeWay: Script = [
  ["What do you want", "books"],
  ["Address of the demo API", take],
  ["How should it read", take],
  ["These properties", "Looks good"],
  ["How soon should changes", take],
  ["all books be read again", take],
  ["first run look", take],
  ["environment variable", take],
];

describe("the way from the first question to the files", () => {
  test("asks in this order, writes on request, and needs no flag to repeat what was only agreed to", async () => {
    const { ending, asker, session, cwd } = await run([...wholeWay, ["What now", "Write it"]]);
    expect(ending).toMatchObject({ kind: "done" });
    expect(asker.left()).toEqual([]);
    expect(session.stage).toBe("written");
    expect(repeatCommand(session)).toMatch(
      /^(mkdir -p \S+ && )?npx create-sync add demo\.books (--cwd \S+ )?--yes$/,
    );
    expect(await readFile(join(cwd, "src/index.ts"), "utf8")).toContain('worker.sync("demoBooksDelta"');
    expect((await readTree(cwd)).has("syncs/demoBooks.plan.yaml")).toBe(true);
  });

  test("shows the plan in words and the files before it writes", async () => {
    const { asker, cwd } = await run([...wholeWay, ["What now", "Cancel"]]);
    const said = asker.said.join("\n");
    for (const words of [
      "Guarantee",
      "within 5 minutes",
      "Cost",
      "Sign-in",
      "src/index.ts",
      "syncs/demoBooks.plan.yaml",
    ]) {
      expect(said).toContain(words);
    }
    expect(await readTree(cwd)).toEqual(new Map(Object.entries(emptyWorker)));
  });

  test("no question, hint or sentence uses words of the trade", async () => {
    const { asker } = await run([...wholeWay, ["What now", "Cancel"]]);
    const shown = [
      ...asker.said,
      ...asker.asked.flatMap(({ message, choices, hints }) => [message, ...choices, ...hints]),
    ].join("\n");
    expect(shown).not.toMatch(/keyset|idempoten|upsert|tombstone/i);
  });

  test("a release needs no architecture and no delta: only what can be chosen is asked", async () => {
    const { asker, ending } = await run([
      ["What do you want", "releases"],
      ["Repository", "octo-org/app"],
      ["These properties", "Looks good"],
      ["How often should all releases be read", take],
      ["How should requests to GitHub sign in", take],
      ["environment variable", take],
      ["What now", "Cancel"],
    ]);
    expect(ending).toEqual({ kind: "cancelled" });
    expect(asker.left()).toEqual([]);
  });
});

describe("answers from the command line", () => {
  test("are not asked for", async () => {
    const { asker, ending } = await runAnswered([["What now", "Cancel"]]);
    expect(ending).toEqual({ kind: "cancelled" });
    expect(asker.asked.map(({ message }) => message)).toEqual(["What now?"]);
  });

  test("are in the plan, in the order in which they were given", async () => {
    const { session, ending } = await runAnswered([["What now", "Write it"]], {
      set: ["schedule.delta=15m"],
    });
    expect(ending).toMatchObject({
      draft: { prepared: { complete: { plan: { schedule: { delta: "15m" } } } } },
    });
    expect(repeatCommand(session)).toContain("--set schedule.delta=5m --set schedule.backfill=manual");
  });

  test.each([
    [["schedule.delta=99d"], "Expected 1m to 7d", "How soon should changes"],
    [["architecture=replace"], "Missing because", "How should it read"],
    [["fields.Nope.type=url"], "Unknown place fields.Nope.type", "These properties"],
    [["source.auth.kind=basic"], "the catalogue does not describe", "environment variable"],
    [["name=Not a name"], "Expected a name like", "Name of this sync"],
    [["schedule.lookback=1m"], "schedule.lookback", "first run look"],
    [["database.title=[]"], "database.title", "Title of the database"],
    [["pacer=demoBooks"], "Expected different keys", "paces the requests"],
  ])("%j cannot stay: the reason is said and the question asked", async (set, reason, question) => {
    const { asker, error } = await runAnswered([[question, stop]], { set });
    expect(error).toMatchObject({ name: "ExitPromptError" });
    expect(asker.said.join("\n")).toContain(reason);
  });

  test("a parameter that cannot stay is asked for before anything else", async () => {
    const { asker, ending } = await runAnswered(
      [
        ["Address of the demo API", take],
        ["What now", "Cancel"],
      ],
      { param: ["baseUrl=ftp://x"] },
    );
    expect(ending).toEqual({ kind: "cancelled" });
    expect(asker.said.join("\n")).toContain("Invalid parameter baseUrl");
  });

  test("that hold several answers in one are asked for again as a whole", async () => {
    const { asker, ending, session } = await run(
      [
        ["How soon should changes", take],
        ["How often should all", take],
        ["first run look", take],
        ["What now", "Cancel"],
      ],
      {
        set: [
          ...[
            "source.from=demo.books",
            "source.params={baseUrl: http://127.0.0.1:4477}",
            "architecture=backfill-delta",
          ],
          ...["fields.Notes=", "schedule={delta: 99d, backfill: 1d}", "source.auth={kind: bearer}"],
        ],
      },
    );
    expect(ending).toEqual({ kind: "cancelled" });
    expect(asker.said.join("\n")).toContain("Expected 1m to 7d");
    expect(repeatCommand(session)).not.toContain("99d");
  });

  test("that make no sense anywhere end the run", async () => {
    const { error } = await runAnswered([], { set: ["colour=red"] });
    expect(error).toMatchObject({ code: "plan/unknown-field", exit: 2 });
    const hidden = await runAnswered([["How soon", take]], {
      set: ["schedule.delta=x", "source.headers.Host=x"],
    });
    expect(hidden.error).toMatchObject({ code: "plan/header-taken" });
    expect((await runAnswered([], { param: ["base=x"] })).error).toMatchObject({
      code: "plan/unknown-param",
    });
    expect((await run([], { set: ["source.from=demo.boks"] })).error).toMatchObject({
      code: "source/unknown",
    });
  });

  test("that nobody can read end it before the first question", async () => {
    await expect(run([], { param: ["nonsense"] })).rejects.toThrow(Problem);
    await expect(run([], { set: ["a b"] })).rejects.toMatchObject({ code: "plan/set-syntax" });
  });
});

describe("Ctrl-C", () => {
  test.each(wholeWay.map(([question], index) => [question, index] as const))(
    "at %j leaves no file, and the command to go on asks that question first",
    async (question, index) => {
      const { cwd, error, session } = await run([...wholeWay.slice(0, index), [question, stop]]);
      expect(error).toMatchObject({ name: "ExitPromptError" });
      expect(await readTree(cwd)).toEqual(new Map(Object.entries(emptyWorker)));
      const resumed = await run([[question, stop]], flagsOf(resumeCommand(session)));
      expect(resumed.error).toMatchObject({ name: "ExitPromptError" });
      expect(resumed.asker.asked).toHaveLength(1);
    },
  );

  test("at the review writes nothing", async () => {
    const { cwd, error, session } = await runAnswered([["What now", stop]]);
    expect(error).toMatchObject({ name: "ExitPromptError" });
    expect(session.stage).toBe("asking");
    expect(await readTree(cwd)).toEqual(new Map(Object.entries(emptyWorker)));
  });
});

test("an API of one's own ends with what to do", async () => {
  expect((await run([["What do you want", "zzzzzz"]])).ending).toEqual({ kind: "otherApi" });
});

test("a worker that cannot be edited is refused as soon as the source is known", async () => {
  const cwd = await folderWith({ ...emptyWorker, "src/index.ts": "export {};\n" });
  const { error } = await run([["What do you want", "books"]], { cwd });
  expect(error).toMatchObject({ code: "project/no-worker", exit: 4 });
});

/** The flags of a command line, without the quotes around some of them. */
function flagsOf(command: string): { param: string[]; set: string[] } {
  const words = command.match(/'[^']*'|\S+/g) ?? [];
  const of = (flag: string) =>
    words.filter((_, index) => words[index - 1] === flag).map((word) => word.replaceAll("'", ""));
  return { param: of("--param"), set: of("--set") };
}
