import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { parsePlan } from "../../../src/plan/document.ts";
import { planTemplate, preparePlan, type PlanOptions } from "../../../src/plan/load.ts";
import { customTemplate } from "../../../src/plan/questions.ts";
import { loadEntry } from "../../../src/source/load.ts";
import { acmePlan } from "../../kit/acme-plan.ts";
import { hostileStrings } from "../../kit/hostile.ts";
import { problemsOf, saidProblems } from "../../kit/problems.ts";

const repository = { params: ["repository=octo-org/app"] };
const files =
  (texts: Record<string, string>): NonNullable<PlanOptions["readFile"]> =>
  async (path) => {
    const text = texts[path];
    if (text === undefined) throw Object.assign(new Error("no such file"), { code: "ENOENT" });
    return text;
  };

describe("preparePlan of a catalogue id", () => {
  it.each(["demo.books", "github.issues", "github.releases"])(
    "%s gives a text that reads back as the same plan",
    async (id) => {
      const options = id === "demo.books" ? {} : repository;
      const first = await preparePlan(id, options);
      const again = await preparePlan({ text: first.text, file: "x.plan.yaml" });
      expect(again.complete.plan).toEqual(first.complete.plan);
      expect(again.text).toBe(first.text);
      expect(first.entry?.id).toBe(id);
    },
  );

  it("puts the answers in before it fills in the rest", async () => {
    const set = [
      "name=bugs",
      "fields.Reactions=",
      "fields.Issue ID.name=Nr",
      "source.changes.lag=20m",
      "source.auth.kind=oauth-code",
      "fields.State.labels.open=In work",
    ];
    const { complete, text } = await preparePlan("github.issues", { ...repository, set });
    expect(complete.plan).toMatchObject({
      name: "bugs",
      database: { key: "bugs", primaryKey: "Nr" },
      schedule: { overlapMs: 1_200_000 },
      source: { auth: { kind: "oauth-code", scope: "repo" } },
    });
    expect(complete.plan.fields.map(({ name }) => name)).not.toContain("Reactions");
    expect(complete.plan.fields).toHaveLength(16);
    expect(parse(text)).toMatchObject({
      name: "bugs",
      source: { from: "github.issues", changes: { lag: "20m" } },
      schedule: { overlap: "20m" },
    });
    expect((await preparePlan({ text, file: "x.yaml" })).complete.plan).toEqual(complete.plan);
  });

  it("asks for a parameter with exit 3 and the flag to type", async () => {
    const [problem, ...others] = await problemsOf(() => preparePlan("github.issues"));
    expect(others).toEqual([]);
    expect(problem).toMatchObject({
      code: "plan/param-unanswered",
      exit: 3,
      fix: "Add --param repository=octo-org/app",
      place: { path: "source.params.repository" },
    });
  });

  it("places a wrong answer by its path, because there is no file", async () => {
    expect(
      await saidProblems(() =>
        preparePlan("github.issues", { ...repository, set: ["schedule.delta=8d", "schedule.overlap=5s"] }),
      ),
    ).toEqual(["schedule.delta plan/schedule-range", "schedule.overlap plan/overlap-too-short"]);
  });

  it("keeps every string as it is, whatever is in it", async () => {
    const usable = hostileStrings.filter(
      (text) =>
        text.trim() !== "" &&
        text.length <= 200 &&
        !/[\u0000-\u001f\u007f\u2028\u2029]/.test(text) &&
        !text.includes(","),
    );
    expect(usable.length).toBeGreaterThan(15);
    for (const value of usable) {
      const because = JSON.stringify(value);
      const set = [`because=${because}`, `database.title=${because}`, `fields.State.labels.open=${because}`];
      const { complete, text } = await preparePlan("github.issues", { ...repository, set });
      expect(complete.plan).toMatchObject({ because: value, database: { title: value } });
      expect((await preparePlan({ text, file: "x.yaml" })).complete.plan).toEqual(complete.plan);
    }
  });

  it("refuses strings that no property can show", async () => {
    expect(
      await saidProblems(() =>
        preparePlan("github.issues", {
          ...repository,
          set: ['database.title="a\\nb"', `because=${"x".repeat(10_000)}`],
        }),
      ),
    ).toEqual(["because plan/unexpected-value", "database.title plan/unexpected-value"]);
  });
});

describe("preparePlan of a file", () => {
  it("keeps the user's text, with answers in their place", async () => {
    const readFile = files({ "my plan.yaml": acmePlan });
    expect((await preparePlan("my plan.yaml", { readFile })).text).toBe(acmePlan);
    expect((await preparePlan("my plan.yaml", { readFile, set: ["schedule.delta=1h"] })).text).toBe(
      acmePlan.replace("delta: 5m", "delta: 1h"),
    );
  });

  it.each([
    ["by its name", ["architecture=replace", "because=few orders"]],
    ["because the API tells no changes", ["source.changes={ kind: none }"]],
  ])("takes out the times of an architecture that is answered away %s", async (_title, set) => {
    const { text, complete } = await preparePlan({ text: acmePlan, file: "acme.yaml" }, { set });
    expect(complete.plan.architecture).toBe("replace");
    expect(parse(text)).toMatchObject({ schedule: {} });
    expect(text).not.toMatch(/delta:|backfill:|overlap:|lookback:/);
  });

  it("takes out the time of replace, too, and leaves what counts", async () => {
    const text = acmePlan.replace("{ delta: 5m,", "{ replace: 2h, delta: 5m,");
    const set = ["architecture=backfill-delta"];
    const answered = await preparePlan({ text, file: "acme.yaml" }, { set });
    expect((parse(answered.text) as { schedule: unknown }).schedule).toEqual({
      ...{ delta: "5m", backfill: "1d", overlap: "10m", lookback: "1d" },
    });
  });

  it("tells of one that was answered all the same", async () => {
    const set = ["schedule.delta=15m", "architecture=replace", "because=few orders"];
    expect(await saidProblems(() => preparePlan({ text: acmePlan, file: "acme.yaml" }, { set }))).toEqual([
      "schedule.delta plan/time-stray",
    ]);
  });

  it("reads a file whose name has the form of an id", async () => {
    expect(
      (await preparePlan("plan.yaml", { readFile: files({ "plan.yaml": acmePlan }) })).complete.plan.name,
    ).toBe("acmeOrders");
  });

  it("reads standard input for -", async () => {
    const { complete } = await preparePlan("-", { readStdin: async () => acmePlan });
    expect(complete.plan.name).toBe("acmeOrders");
    expect(await saidProblems(() => preparePlan("-", { readStdin: async () => "plan: 2" }))).toContain(
      "1:7 plan plan/unexpected-value",
    );
  });

  it("changes single fields of the catalogue in a plan that leaves them to it", async () => {
    const text = "plan: 1\nname: bugs # mine\nsource: { from: github.issues }\n";
    const prepared = await preparePlan(
      { text, file: "x.yaml" },
      { ...repository, set: ["fields.Reactions="] },
    );
    expect(prepared.complete.plan.fields).toHaveLength(16);
    expect(prepared.text).toContain(
      "name: bugs # mine\nsource: { from: github.issues, params: { repository: octo-org/app } }\nfields:\n  - { name: Title,",
    );
  });

  it("shows lines of the file as it is, also behind answers that made it longer", async () => {
    const text = "plan: 1\nname: bugs\nsource:\n  from: github.issues\nschedule: { delta: 9d }\n";
    expect(
      await saidProblems(() =>
        preparePlan({ text, file: "x.yaml" }, { ...repository, set: ["source.changes.lag=1m"] }),
      ),
    ).toEqual(["5:20 schedule.delta plan/schedule-range"]);
  });

  it.each([
    ["github-isues", "Did you mean the catalogue's github.issues?"],
    ["no/such/plan.yaml", "List the catalogue with `create-sync sources`, or give the path of a plan file."],
  ])("says what to do about the missing file %s", async (file, fix) => {
    const [problem] = await problemsOf(() => preparePlan(file, { readFile: files({}) }));
    expect(problem).toMatchObject({ code: "plan/file-missing", fix, exit: 2 });
  });

  it("says why a file cannot be read", async () => {
    const readFile = () => Promise.reject(Object.assign(new Error("no"), { code: "EACCES" }));
    expect(await saidProblems(() => preparePlan("x.yaml", { readFile }))).toEqual(["plan/file-unreadable"]);
  });
});

describe("planTemplate", () => {
  it("leaves a blank for a parameter that nobody gave, which plan check then names", async () => {
    const text = await planTemplate(await loadEntry("github.issues"));
    expect(text).toContain(
      "    # Repository: owner/name, as in its address.\n    repository: <fill in repository like octo-org/app>\n",
    );
    expect(await saidProblems(() => preparePlan({ text, file: "x.yaml" }))).toEqual([
      "14:17 source.params.repository plan/blank-left",
    ]);
    const filled = text.replace(/<fill in .*>/, "octo-org/app");
    expect((await preparePlan({ text: filled, file: "x.yaml" })).complete.plan).toEqual(
      (await preparePlan("github.issues", repository)).complete.plan,
    );
  });

  it("gives a reason above every value that nobody chose, and none above those that were", async () => {
    const text = await planTemplate(await loadEntry("demo.books"), { set: ["schedule.delta=15m"] });
    expect(text).toContain("schedule:\n  delta: 15m\n  # ");
    for (const name of [
      "architecture",
      "  backfill",
      "  overlap",
      "  lookback",
      "  key",
      "  title",
      "  primaryKey",
      "pacer",
      "allowEmpty",
    ]) {
      expect(text).toMatch(new RegExp(`# .*\\n${name}: `));
    }
  });

  it("keeps lines of comments within a hundred characters", async () => {
    const lines = (await planTemplate(await loadEntry("github.issues")))
      .split("\n")
      .filter((line) => line.trim().startsWith("#"));
    expect(Math.max(...lines.map((line) => line.trim().length))).toBeLessThanOrEqual(102);
  });
});

describe("customTemplate", () => {
  it("names each of its blanks and nothing else", async () => {
    const text = customTemplate();
    const blanks = [...text.matchAll(/<fill in [^>]*>/g)].map(([blank]) => blank);
    const problems = await problemsOf(() => preparePlan({ text, file: "x.yaml" }));
    expect(blanks.length).toBeGreaterThan(5);
    expect(problems.map(({ code }) => code)).toEqual(blanks.map(() => "plan/blank-left"));
    expect(problems.map(({ args }) => (args as { blank: string }).blank)).toEqual(blanks);
  });

  it("is a plan that passes the gate once the blanks are filled in", async () => {
    const answers = [
      "Acme",
      "order",
      "orders",
      "https://api.acme.example",
      "/orders",
      "data",
      "link-header",
      "ACME_TOKEN",
      "name",
    ];
    const text = customTemplate().replaceAll(/<fill in [^>]*>/g, () => answers.shift() ?? "");
    const { complete } = await preparePlan({ text, file: "x.yaml" });
    expect(complete.plan).toMatchObject({
      architecture: "replace",
      source: { product: "Acme" },
      pacer: "acmeApi",
    });
    expect(answers).toEqual([]);
  });

  it("passes with the changes that its comment offers", async () => {
    const comment = /# {3}kind: since-sorted[\s\S]*?lag: 10m/.exec(customTemplate())?.[0] ?? "";
    const changes = comment.replaceAll(/^ *# {3}/gm, "    ").replace(/^# {3}/, "    ");
    const text = acmePlan.replace(/  changes:\n[\s\S]*?lag: 2m/, `  changes:\n${changes}`);
    expect(parsePlan(text).value).toMatchObject({ source: { changes: { bound: "unknown", lag: "10m" } } });
    expect(await saidProblems(() => preparePlan({ text, file: "x.yaml" }))).toEqual([]);
  });
});
