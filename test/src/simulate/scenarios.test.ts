import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { guaranteeOf } from "../../../src/plan/guarantee.ts";
import { preparePlan } from "../../../src/plan/load.ts";
import type { Plan } from "../../../src/plan/schema.ts";
import { scenarios } from "../../../src/simulate/scenarios/index.ts";
import { notProvoked } from "../../../src/simulate/scenarios/not-provoked.ts";
import type { Subject } from "../../../src/simulate/types.ts";
import { acmePlan } from "../../kit/acme-plan.ts";
import { planOf } from "../../kit/plans.ts";
import { repository } from "../../kit/temp-project.ts";

const numbered = (letter: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => {
    const number = String(index + 1);
    return letter + (letter === "H" ? number.padStart(2, "0") : number);
  });
const catalogue = [...numbered("H", 54), ...numbered("S", 27)];

function subjectOf(plan: Plan, sample?: unknown): Subject {
  const isReplace = plan.architecture === "replace";
  return {
    plan,
    ...(sample === undefined ? {} : { sample }),
    databaseKey: plan.database.key,
    walk: `${plan.name}Backfill`,
    ...(isReplace ? {} : { delta: `${plan.name}Delta` }),
    guarantee: guaranteeOf(plan),
  };
}

/** The plan with other facts, also such as no generator makes code for. */
function withFacts(plan: Plan, facts: { list?: object; changes?: object; source?: object }): Plan {
  const { source } = plan;
  const changed = {
    ...source,
    ...facts.source,
    list: { ...source.list, ...facts.list },
    changes: { ...source.changes, ...facts.changes },
  };
  return { ...plan, source: changed as Plan["source"] };
}

const acme = (await preparePlan({ text: acmePlan, file: "acme.yaml" }, {})).complete.plan;
const size = { send: "limit", value: 100 };

const listPages = [
  { kind: "single" },
  { kind: "next-url", read: "next" },
  { kind: "page", send: "page", size, more: "more" },
  { kind: "offset", send: "offset", size },
  { kind: "last-id", send: "after", size, more: "more" },
  { kind: "relay", connection: "data.orders", size },
];
const changesKinds = [
  "since-window",
  "delta-token",
  "event-feed",
  "newest-first",
  "rolling-window",
  "lookback",
];

const links = { kind: "link-header", size };
const plans: Record<string, Plan> = {
  "links to numbered pages": withFacts(acme, {
    changes: { kind: "newest-first", page: links, shifts: true },
  }),
  "demo.books": await planOf("demo.books"),
  "github.issues": await planOf("github.issues"),
  "github.releases": await planOf("github.releases"),
  "github.issues of several repositories": (
    await preparePlan("github.issues", { params: ["repository=octo-org/app,octo-org/web"] })
  ).complete.plan,
  "hubspot.contacts": await planOf("hubspot.contacts"),
  "linear.issues": await planOf("linear.issues"),
  acme,
  "acme that believes an empty list": { ...acme, allowEmpty: true },
  ...Object.fromEntries(
    listPages.map((page) => [
      `a list by ${page.kind}`,
      withFacts(acme, { list: { page }, changes: { page } }),
    ]),
  ),
  ...Object.fromEntries(
    changesKinds.map((kind) => [`changes by ${kind}`, withFacts(acme, { changes: { kind } })]),
  ),
  "no change time": withFacts(
    { ...acme, architecture: "replace" },
    { source: { changes: { kind: "none" } } },
  ),
  ...Object.fromEntries(
    ["flag", "event", "delete-log"].map((kind) => [
      `deletes by ${kind}`,
      withFacts(acme, { source: { deletes: [{ kind }] } }),
    ]),
  ),
};
const issuesSample = [{ id: 1 }];
const subjects = Object.entries(plans).map(([words, plan]) => ({
  words,
  subject: subjectOf(plan, words.startsWith("github") ? issuesSample : undefined),
}));

describe("the scenarios", () => {
  it("have the names of their files", () => {
    const folder = `${repository}src/simulate/scenarios`;
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
      .map((path) => path.replaceAll("\\", "/"))
      .filter((path) => path.includes("/") && path.endsWith(".ts"))
      .filter((path) => !path.startsWith("common/") && !path.endsWith("/index.ts"))
      .map((path) => path.replace(/^.*\/|\.ts$/g, ""));
    expect(scenarios.map(({ name }) => name).sort()).toEqual(files.sort());
    expect(new Set(files).size).toBe(files.length);
    expect(files.filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name))).toEqual([]);
  });

  it("are told in one sentence each", () => {
    const titles = scenarios.map(({ title }) => title);
    expect(titles.filter((title) => !/^[A-Z"][^.!?]*\.$/.test(title))).toEqual([]);
    expect(titles.filter((title) => title.length > 130)).toEqual([]);
    expect(new Set(titles).size).toBe(titles.length);
  });

  it("name only hazards and simulations that there are", () => {
    const named = scenarios.flatMap(({ hazards }) => hazards);
    expect(named.filter((hazard) => !catalogue.includes(hazard))).toEqual([]);
    expect(scenarios.filter(({ hazards }) => hazards.length === 0)).toEqual([]);
  });

  it("provoke every hazard and simulation, or say why not", () => {
    const played = new Set(scenarios.flatMap(({ hazards }) => hazards));
    expect(catalogue.filter((hazard) => !played.has(hazard) && !notProvoked.has(hazard))).toEqual([]);
    expect([...notProvoked.keys()].filter((hazard) => played.has(hazard))).toEqual([]);
    expect([...notProvoked].filter(([, reason]) => !/^[A-Z].{40,}\.$/.test(reason))).toEqual([]);
  });

  it("have a quick choice of about a dozen", () => {
    const quick = scenarios.filter((scenario) => scenario.quick === true);
    expect(quick.length).toBeGreaterThanOrEqual(10);
    expect(quick.length).toBeLessThanOrEqual(15);
    expect(quick.filter(({ heavy }) => heavy === true)).toEqual([]);
  });

  it("say of what no code survives why, and what a person does", () => {
    const loud = scenarios.flatMap(({ failsLoudly }) => failsLoudly ?? []);
    expect(loud.length).toBeGreaterThan(3);
    expect(loud.filter(({ because }) => because.length < 30 || because.endsWith("."))).toEqual([]);
    expect(loud.filter(({ message }) => message.test("HTTP 500") || message.global)).toEqual([]);
  });
});

describe("what a scenario applies to", () => {
  it.each(subjects)("is said for $words", ({ subject }) => {
    const answers = scenarios.map((scenario) => ({
      name: scenario.name,
      applies: scenario.applies(subject),
    }));
    const unsaid = answers.filter(
      ({ applies }) =>
        applies !== true && !(typeof applies === "string" && /^[a-z].{10,}[^.]$/.test(applies)),
    );
    expect(unsaid).toEqual([]);
    expect(answers.filter(({ applies }) => applies === true).length).toBeGreaterThan(40);
  });

  it("leaves no scenario without a source", () => {
    const idle = scenarios.filter((scenario) =>
      subjects.every(({ subject }) => scenario.applies(subject) !== true),
    );
    expect(idle.map(({ name }) => name)).toEqual([]);
  });

  it.each([
    ["partition-gone", "github.issues", "it is read as a whole, not in partitions"],
    ["short-page", "a list by single", "its list comes in one answer"],
    ["stale-overwrite", "no change time", "everything is read each time"],
    ["ignored-tie-break", "github.issues", "its pages of changes do not begin after a time and an id"],
    ["partial-list", "github.issues", "its list does not say how many records there are"],
    [
      "outage-answers-empty",
      "acme that believes an empty list",
      "its plan says that an empty list is to be believed",
    ],
    ["expired-page-token", "acme", "its page tokens are not known to expire"],
    ["shuffled-ties", "links to numbered pages", "pages by place need an order that stays"],
    ["empty-source", "acme", "its plan does not believe an empty list"],
  ])("%s does not apply to %s: %s", (name, words, because) => {
    const plan = plans[words];
    const scenario = scenarios.find((one) => one.name === name);
    expect(plan && scenario?.applies(subjectOf(plan))).toBe(because);
  });
});
