import { describe, expect, it } from "vitest";
import { chooseNames } from "../../../src/model/names.ts";
import { camelCase, pascalCase, withArticle } from "../../../src/model/words.ts";
import { sayEvery } from "../../../src/source/duration.ts";
import { planOf } from "../../kit/plans.ts";

describe("chooseNames", () => {
  it("derives every name and key from the plan's name, by role", async () => {
    const names = chooseNames(await planOf("github.issues"), { worker: "worker", ownProperties: true });
    expect(names).toMatchObject({
      database: "githubIssues",
      properties: "githubIssuesProperties",
      recordType: "GithubIssue",
      record: "issue",
      toChange: "toGithubIssue",
      list: "listGithubIssues",
      changed: "changedGithubIssues",
      pacer: "githubApi",
      request: "githubGet",
      baseUrl: "githubUrl",
      auth: "githubAuth",
    });
    expect(new Set(Object.values(names.keys)).size).toBe(6);
  });

  it("calls the record type by the plan's name when that has nothing to do with the records", async () => {
    const plan = { ...(await planOf("github.issues")), name: "bugs" };
    expect(chooseNames(plan, { worker: "w", ownProperties: true })).toMatchObject({
      recordType: "BugsRecord",
      list: "listBugs",
      worker: "w",
    });
  });

  it("uses the handles that are in the file under their own names", async () => {
    const names = chooseNames(await planOf("github.issues"), {
      worker: "app",
      database: "db",
      pacer: "slow",
      auth: "login",
      ownProperties: false,
    });
    expect(names).toMatchObject({
      worker: "app",
      database: "db",
      pacer: "slow",
      auth: "login",
      propertiesOf: "typeof db.config.schema.properties",
    });
  });

  it.each(["page", "class", "await", "", "Ω", "42", "text of", "each"])(
    "calls the parameter record where the word %j would not do",
    async (one) => {
      const plan = await planOf("github.issues");
      const record = { ...plan.source.record, one };
      expect(
        chooseNames({ ...plan, source: { ...plan.source, record } }, { worker: "w", ownProperties: true })
          .record,
      ).toBe("record");
    },
  );
});

describe("words", () => {
  it("change their case, whatever separates them", () => {
    expect(pascalCase("pull request")).toBe("PullRequest");
    expect(pascalCase("demoBooks")).toBe("DemoBooks");
    expect(camelCase("GitHub")).toBe("gitHub");
    expect(pascalCase("*/ `${x}`")).toBe("X");
    expect(pascalCase("3d models")).toBe("dModels");
  });

  it("take the article people would say", () => {
    expect(["issue", "hour", "user", "unit", "update", "book"].map(withArticle)).toEqual([
      "an issue",
      "an hour",
      "a user",
      "a unit",
      "an update",
      "a book",
    ]);
  });

  it("say a schedule", () => {
    expect(sayEvery("5m")).toBe("every 5 minutes");
    expect(sayEvery("1d")).toBe("every day");
    expect(sayEvery("manual")).toBe("when somebody triggers it");
  });
});
