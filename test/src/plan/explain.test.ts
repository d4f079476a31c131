import { describe, expect, it } from "vitest";
import { explainPlan, printExplanation, sayRoughly } from "../../../src/plan/explain.ts";
import { preparePlan } from "../../../src/plan/load.ts";
import { acmePlan } from "../../kit/acme-plan.ts";

const explain = async (set: string[] = [], rows?: number) =>
  printExplanation(
    explainPlan((await preparePlan({ text: acmePlan, file: "acme.yaml" }, { set })).complete, rows),
  );

describe("explainPlan", () => {
  it("says which rows leave though nothing was deleted, where an API lists records for a time only", async () => {
    const { complete } = await preparePlan("sentry.issues", { params: ["organization=acme"] });
    const deletes = explainPlan(complete).sections.find(({ heading }) => heading === "Deleted rows");
    expect(deletes?.paragraphs).toEqual([
      "Sentry does not report deleted issues: a full read (every day) removes the rows it finds no issue for, if it " +
        "reaches the end of the list. Sentry lists issues whose lastSeen is in the last 90 days: the row of an older " +
        "one leaves with the next full read, though the issue was not deleted.",
    ]);
  });

  it("fits on a screen and says all a person must know", async () => {
    expect(
      printExplanation(
        explainPlan((await preparePlan("github.issues", { params: ["repository=octo-org/app"] })).complete),
      ),
    ).toBe(
      `GitHub issues (octo-org/app) → "GitHub Issues" in Notion

Architecture  Backfill and delta. GitHub can be asked which issues changed, so only those
              are read.
              githubIssuesDelta, every 5 minutes: reads what changed.
              githubIssuesBackfill, every day: reads all issues, then removes the rows
              that are gone.

State         The delta remembers the newest updated_at it has seen and starts 10 minutes
              before it. The worker's own clock plays no part: going by it would skip what
              the API shows late.
              The full read remembers its page, and how many issues the last one had: one
              that finds none or far fewer refuses to end and deletes nothing.

Deleted rows  GitHub does not report deleted issues: a full read (every day) removes the
              rows it finds no issue for, if it reaches the end of the list.

Guarantee     New and changed issues arrive within 5 minutes if GitHub shows them within
              10 minutes, later ones within 1 day. Deleted issues leave within 1 day. A
              change that leaves updated_at as it was arrives with the next backfill. Each
              time counts to the start of the read that brings it.

Cost          For 10,000 issues: 389 requests on a day without changes, 0.4 % of what
              GitHub allows.
              The first full read is 101 requests, at least 81 seconds (one each 0.8
              seconds).

Sign-in       Fine-grained personal access token in GITHUB_TOKEN; repository permission
              Issues: read.`,
    );
  });

  it("says how partitions are read", async () => {
    const params = ["repository=octo-org/app,octo-org/web"];
    const issues = explainPlan((await preparePlan("github.issues", { params })).complete);
    expect(issues.title).toBe('GitHub issues (octo-org/app, octo-org/web) → "GitHub Issues" in Notion');
    const { paragraphs } = issues.sections.find(({ heading }) => heading === "Partitions") ?? {};
    expect(paragraphs?.join()).toContain(
      "One repository after the other in each cycle, 2 of them, each with its own position",
    );
    expect(paragraphs?.join()).not.toContain("key begins");
    expect(issues.cost.requestsPerDay).toBe(2 * 288 + 2 + 100);
    const events = explainPlan(
      (await preparePlan("google_calendar.events", { params: ["calendar=a@b.example,c@b.example"] }))
        .complete,
    );
    expect(JSON.stringify(events.sections)).toContain("a row's key begins with it");
  });

  it("says what each way to learn of changes remembers", async () => {
    const stream = "request: { path: /c }, records: data, lag: 1m";
    const told = async (facts: string) =>
      (
        await explain([
          `source.changes={ page: { kind: ${facts.includes("newest") ? "link-header" : "single"} }, ${facts}, ${stream} }`,
        ])
      ).replaceAll(/\s+/g, " ");
    const time = "field: updated_at, resolution: 1s";
    const atItsEnd =
      "remembers up to which updated_at it has read everything, which it knows at the end of a run";
    expect(await told(`kind: since-window, send: since, bound: gte, ${time}`)).toContain(atItsEnd);
    expect(await told(`kind: newest-first, ${time}`)).toContain(atItsEnd);
    const lookback = await told(`kind: lookback, send: since, bound: gte, ${time}, most: 30d, cap: 500`);
    expect(lookback).toContain("remembers the newest updated_at it has seen");
    const span = await told("kind: rolling-window, send: since, over: starts, back: 7d, ahead: 2d");
    expect(span).toContain(
      "The delta remembers nothing: each run reads all orders of the last 7 days and the next 2 days",
    );
    expect(span).toContain("acmeOrdersDelta, every 5 minutes: reads what is recent or soon.");
    expect(span).toContain("(taking one in 10 within the span that each run reads; the plan does not say)");
  });

  it("repeats a person's own reason instead of the recommendation", async () => {
    const text = await explain(["architecture=replace", "because=twenty rows", "schedule.replace=1h"]);
    expect(text).toContain("Replace. Chosen because: twenty rows");
    expect(text).toContain("acmeOrdersSync, every hour: reads all orders");
    expect(text).not.toContain("delta");
  });

  it("warns when a day has not enough requests, and says what it had to guess", async () => {
    const set = [
      "source.changes={ kind: none }",
      "source.rate=[{ requests: 1000, per: 1d }]",
      "schedule.replace=1h",
      "source.list.page={ kind: link-header }",
    ];
    const text = (await explain(set)).replaceAll(/\s+/g, " ");
    expect(text).toContain(
      "For 10,000 orders (taking 50 a page; the plan does not say): 4,800 requests on a day without changes, 480 % of what Acme allows. That is more than Acme allows: choose a longer schedule.",
    );
  });

  it("keeps lines within ninety characters for any number of rows", async () => {
    for (const rows of [0, 1, 999_999_999]) {
      expect(
        Math.max(...(await explain([], rows)).split("\n").map((line) => line.length)),
      ).toBeLessThanOrEqual(90);
    }
  });
});

describe("sayRoughly", () => {
  it.each([
    [20, "0.02 seconds"],
    [800, "0.8 seconds"],
    [1000, "1 second"],
    [80_800, "81 seconds"],
    [150_000, "2.5 minutes"],
    [5_400_000, "1.5 hours"],
    [864_000_000, "10 days"],
  ])("says %i ms as %s", (ms, words) => {
    expect(sayRoughly(ms)).toBe(words);
  });
});
