import { describe, expect, test } from "vitest";
import { architectureQuestion } from "../../../src/ask/questions/architecture.ts";
import { authQuestion } from "../../../src/ask/questions/auth.ts";
import { paramQuestions } from "../../../src/ask/questions/params.ts";
import { findOwner, questionsFor } from "../../../src/ask/questions.ts";
import { scheduleQuestions } from "../../../src/ask/questions/schedule.ts";
import type { LateQuestion } from "../../../src/ask/question.ts";
import { Problem } from "../../../src/problems/problem.ts";
import { listEntries, loadEntry } from "../../../src/source/load.ts";
import { askOne } from "./ask-one.ts";
import { scripted, take } from "./scripted.ts";

function schedule(name: string): LateQuestion {
  const question = scheduleQuestions.find(({ field }) => field === `schedule.${name}`);
  if (!question) throw new Error(`there is no question about ${name}`);
  return question;
}

test("every question is named after the plan field it answers", async () => {
  for (const { id } of await listEntries()) {
    const questions = questionsFor(await loadEntry(id));
    expect(new Set(questions.map(({ field }) => field)).size).toBe(questions.length);
    for (const { field, sets } of questions) expect(sets).toContain(field);
  }
});

test.each([
  ['pacer "demoApi"', "pacer"],
  ["client", "pacer"],
  ['oauth "demoAuth"', "pacer"],
  ['credential "DEMO_TOKEN"', "source.auth"],
  ['sync "demoBooksDelta"', "name"],
  ["mapper", "name"],
])("a name that is taken and wanted by the %s leads to %s", async (wanted, field) => {
  const questions = questionsFor(await loadEntry("demo.books"));
  const problem = new Problem("edit/name-taken", {
    name: "x",
    holder: "const at src/index.ts:1",
    wanted,
    flag: "",
  });
  expect(findOwner(problem, questions)?.field).toBe(field);
});

describe("a parameter", () => {
  test("is asked for with its hint, and checked as the plan checks it", async () => {
    const [question] = paramQuestions(await loadEntry("github.issues"));
    const asker = scripted([
      ["Repository – owner/name", { refused: "", saying: "such as octo-org/app" }],
      ["Repository", "octo-org/app"],
    ]);
    const entry = await loadEntry("github.issues");
    const project = {
      root: "/",
      hasTsx: false,
      items: [],
      env: { names: [], exampleNames: [], ignored: true },
      plans: [],
      skills: [],
    };
    const settings = await question?.ask(asker, {
      entry,
      project,
      answers: [],
      current: undefined,
      check: async () => undefined,
    });
    expect(settings).toEqual([
      {
        flag: "param",
        field: "source.params.repository",
        text: "repository=octo-org/app",
        isProposal: false,
      },
    ]);
  });
});

describe("the architecture", () => {
  test("offers the recommended one first, with the reason", async () => {
    const { asker, set, agreed } = await askOne(architectureQuestion, [["How should it read", take]]);
    expect(asker.asked[0]?.choices[0]).toMatch(/^Backfill and delta/);
    expect(asker.asked[0]?.hints[0]).toContain("Demo can be asked which books changed");
    expect({ set, agreed }).toEqual({ set: [], agreed: ["architecture=backfill-delta"] });
  });

  test("another one needs a reason, which the plan keeps", async () => {
    const { set, plan, said } = await askOne(architectureQuestion, [
      ["How should it read", "Replace"],
      ["Why this one", { refused: "", saying: "a few words will do" }],
      ["Why this one", { refused: "x".repeat(201), saying: "200" }],
      ["Why this one", "Only ten books: all of them"],
    ]);
    expect(set).toEqual(["architecture=replace", "because=Only ten books: all of them"]);
    expect(plan.because).toBe("Only ten books: all of them");
    expect(said).toContain("Worth a thought");
  });

  test("shows the answer of before, and the recommended one takes the reason away", async () => {
    const given = { set: ["architecture=replace", "because=small"] };
    const kept = await askOne(
      architectureQuestion,
      [
        ["How should it read", take],
        ["Why this one", take],
      ],
      given,
    );
    expect(kept.set).toEqual(["architecture=replace", "because=small"]);
    const changed = await askOne(architectureQuestion, [["How should it read", "Backfill"]], given);
    expect(changed.plan.because).toBeUndefined();
  });
});

describe("how soon changes show up", () => {
  test("says what each interval costs", async () => {
    const { asker } = await askOne(schedule("delta"), [["How soon should changes in Demo", take]]);
    expect(asker.asked[0]?.choices[0]).toBe("Within 5 minutes");
    expect(asker.asked[0]?.hints[0]).toContain("About 288 requests on a day without changes");
    expect(asker.asked[0]?.hints.at(-2)).toContain("About 1 request on");
  });

  test("takes any interval the plan takes", async () => {
    const { set, plan } = await askOne(schedule("delta"), [
      ["How soon", "Another time"],
      ["Which", { refused: "soon", saying: "a number and m, h or d" }],
      ["Which", { refused: "30s", saying: "schedule.delta" }],
      ["Which", { refused: "8d", saying: "Expected 1m to 7d" }],
      ["Which", "20m"],
    ]);
    expect(set).toEqual(["schedule.delta=20m"]);
    expect(plan.schedule.delta).toBe("20m");
  });

  test("points at an unusual answer of before", async () => {
    const { asker, set } = await askOne(schedule("delta"), [["How soon", take]], {
      set: ["schedule.delta=20m"],
    });
    expect(asker.asked[0]?.choices).toContain("Within 20 minutes");
    expect(set).toEqual(["schedule.delta=20m"]);
  });
});

describe("how often everything is read again", () => {
  test("says what it means for deleted records, where the changes tell of them", async () => {
    const { asker } = await askOne(schedule("backfill"), [
      ["How often should all books be read again", take],
    ]);
    expect(asker.asked[0]?.choices.slice(0, 3)).toEqual([
      "Only when somebody starts it",
      "Every day",
      "Every 7 days",
    ]);
    expect(asker.asked[0]?.hints[0]).toContain("Deleted books leave with the changes");
  });

  test("and where only a full read tells; to have none needs a reason", async () => {
    const { asker, set, plan } = await askOne(
      schedule("backfill"),
      [
        ["How often should all issues be read again", "Only when somebody starts it"],
        ["Deleted issues would stay in Notion", "we never delete"],
      ],
      { id: "github.issues" },
    );
    expect(asker.asked[0]?.hints.find((hint) => hint.includes("stay in Notion until"))).toBeDefined();
    expect(asker.asked[0]?.hints[0]).toContain("leave within 1 day");
    expect(set).toEqual(["schedule.backfill=manual", "because=we never delete"]);
    expect(plan.because).toBe("we never delete");
  });

  test("a reason goes with the answer it was for", async () => {
    const given = { id: "github.issues", set: ["schedule.backfill=manual", "because=we never delete"] };
    const { plan } = await askOne(schedule("backfill"), [["How often", "Every 7 days"]], given);
    expect(plan.because).toBeUndefined();
  });
});

test("the first look back cannot be shorter than what every run reads again", async () => {
  const { set, plan } = await askOne(schedule("lookback"), [
    ["first run look", "Another time"],
    ["Which", { refused: "5m", saying: "schedule.lookback" }],
    ["Which", "12h"],
  ]);
  expect(set).toEqual(["schedule.lookback=12h"]);
  expect(plan.schedule.lookbackMs).toBe(43_200_000);
});

test("a source that is read as a whole says how late and how costly each interval is", async () => {
  const { asker, set } = await askOne(
    schedule("replace"),
    [["How often should all releases be read", "Every 6 hours"]],
    { id: "github.releases" },
  );
  expect(asker.asked[0]?.hints[0]).toMatch(
    /Within 1 hour: new, changed and deleted releases\. About [\d,]+ requests a day for 10,000 releases\./,
  );
  expect(set).toEqual(["schedule.replace=6h"]);
});

describe("the sign-in", () => {
  test("takes the proposal with two keys, and says where the token comes from", async () => {
    const { set, agreed, said } = await askOne(
      authQuestion,
      [
        ["How should requests to GitHub sign in", take],
        ["environment variable for the Fine-grained", take],
      ],
      { id: "github.issues" },
    );
    expect({ set, agreed }).toEqual({ set: [], agreed: ["source.auth.kind=bearer"] });
    expect(said).toContain("https://github.com/settings/personal-access-tokens/new");
    expect(said).toContain("You fill in GITHUB_TOKEN in .env later.");
  });

  test("an app needs two names", async () => {
    const { set, plan } = await askOne(
      authQuestion,
      [
        ["How should requests", "OAuth"],
        ["client id", "GH_ID"],
        ["client secret", { refused: "GH_ID", saying: "another name than the first" }],
        ["client secret", take],
      ],
      { id: "github.issues" },
    );
    expect(set).toEqual(["source.auth.kind=oauth-code", "source.auth.env.clientId=GH_ID"]);
    expect(plan.source.auth).toMatchObject({
      kind: "oauth-code",
      env: { clientId: "GH_ID", clientSecret: "GITHUB_CLIENT_SECRET" },
    });
  });

  test("refuses a secret without repeating it, and names Notion keeps for itself", async () => {
    const secret = "ghp_0123456789abcdef";
    const { said, set, asker } = await askOne(authQuestion, [
      [
        "environment variable for the Demo token",
        { refused: secret, saying: "The secret itself does not belong here" },
      ],
      ["environment variable", { refused: "NOTION_TOKEN", saying: "a name in capitals" }],
      ["environment variable", "SHOP_TOKEN"],
    ]);
    expect(set).toEqual(["source.auth.kind=bearer", "source.auth.env=SHOP_TOKEN"]);
    expect(said + JSON.stringify(asker.asked)).not.toContain(secret);
  });

  test("says so if the name is filled in already", async () => {
    const { said } = await askOne(authQuestion, [["environment variable", take]], { env: ["DEMO_TOKEN"] });
    expect(said).toBe("DEMO_TOKEN is in .env already.");
  });

  test("points at the answer of before", async () => {
    const given = {
      id: "github.issues",
      set: ["source.auth.kind=oauth-code", "source.auth.env.clientId=GH_ID"],
    };
    const { set } = await askOne(
      authQuestion,
      [
        ["How should requests", take],
        ["client id", take],
        ["client secret", take],
      ],
      given,
    );
    expect(set).toEqual(["source.auth.kind=oauth-code", "source.auth.env.clientId=GH_ID"]);
  });
});
