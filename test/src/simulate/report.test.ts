import { describe, expect, it } from "vitest";
import type { PlatformSettings } from "../../../src/notion/types.ts";
import { guaranteeOf } from "../../../src/plan/guarantee.ts";
import { groupOf } from "../../../src/simulate/report/groups.ts";
import { toSimulationJson } from "../../../src/simulate/report/json.ts";
import type { SubjectOutcome } from "../../../src/simulate/report/outcome.ts";
import { sayMoment, saySpan } from "../../../src/simulate/report/say.ts";
import type { ReportOptions } from "../../../src/simulate/report/summary.ts";
import { describeSimulation } from "../../../src/simulate/report/text.ts";
import type { ShrunkFailure } from "../../../src/simulate/shrink.ts";
import type { Figures, Finding, Subject, Verdict } from "../../../src/simulate/types.ts";
import { planOf } from "../../kit/plans.ts";

const plan = await planOf("demo.books", ["schedule.backfill=1d"]);
const subject: Subject = {
  plan,
  databaseKey: "demoBooks",
  walk: "demoBooksBackfill",
  delta: "demoBooksDelta",
  guarantee: guaranteeOf(plan),
};
const settings: PlatformSettings = { sweep: "takes", lastState: "dropped", omitted: "kept" };
const figures: Figures = {
  requests: 12,
  leastRequests: 10,
  rows: 40,
  largestBatch: 23,
  largestState: 80,
  worstChangeMs: 280_000,
  worstDeleteMs: 60_000,
  flickers: 1,
  executes: 12,
  simulatedMs: 7_200_000,
};

const verdict = (scenario: string, findings: Finding[] = [], more: Partial<Verdict> = {}): Verdict => ({
  scenario,
  seed: 7,
  settings,
  findings,
  figures,
  messages: [],
  notes: [],
  ...more,
});
const lost = (key: string): Finding => ({
  kind: "lost",
  key,
  detail: `Emma (key ${key}) is missing.`,
  where: "src/index.ts:42",
});

const options: ReportOptions = {
  words: ["--source", "my plan.yaml"],
  scenarios: [
    { name: "quiet", title: "Nothing happens.", hazards: [] },
    { name: "short-page", title: "A page holds fewer records than asked for.", hazards: ["H17", "S1"] },
    {
      name: "retention",
      title: "The sync sleeps for a month.",
      hazards: ["H23"],
      failsLoudly: { message: /x/, because: "the feed forgets after 30 days", remedy: () => {} },
    },
  ],
};
const calm: SubjectOutcome = {
  subject,
  verdicts: [verdict("quiet"), verdict("quiet", [], { seed: 8 }), verdict("short-page")],
  skipped: [{ scenario: "token-expires", because: "the API has no tokens" }],
  notes: [],
};
const bad: SubjectOutcome = {
  ...calm,
  verdicts: [
    verdict("quiet"),
    verdict("short-page"),
    verdict(
      "short-page",
      [
        lost("1"),
        lost("2"),
        { kind: "falsely-deleted", key: "3", detail: "gone\u001b[31m" },
        lost("4"),
        { kind: "late", key: "5", detail: "late" },
      ],
      { seed: 9, messages: ["first", "second", "third\nline"], settings: { ...settings, sweep: "spares" } },
    ),
    verdict("retention"),
  ],
  notes: ['The database has the property "Extra", which the plan does not know.'],
};

describe("spans and moments", () => {
  it.each([
    [0, "0 s"],
    [400, "0 s"],
    [59_600, "1 min"],
    [45_000, "45 s"],
    [90_000, "1 min 30 s"],
    [3_600_000, "1 h"],
    [12_000_000, "3 h 20 min"],
    [90_061_000, "1 d 1 h"],
    [-5, "0 s"],
  ])("%d ms is %s", (ms, text) => {
    expect(saySpan(ms)).toBe(text);
  });

  it("are UTC", () => {
    expect(sayMoment(Date.UTC(2026, 2, 1, 8, 5, 59))).toBe("2026-03-01 08:05");
  });
});

describe("groupOf", () => {
  it("goes by the first hazard of the catalogue", () => {
    const titles = [["H10"], ["H11"], ["S1", "H26"], ["H33"], ["H37"], ["H44"], ["H48"], ["H49"]].map(
      (hazards) => groupOf(hazards).title,
    );
    expect(titles).toEqual([
      "Times and cursors",
      "What shows up late",
      "Pages",
      "Two syncs on one database",
      "Deletes",
      "Answers that fail",
      "Odd records",
      "State and platform",
    ]);
    expect([groupOf([]), groupOf(["H99"]), groupOf(["S1"])].map(({ title }) => title)).toEqual([
      "Everyday life",
      "Everyday life",
      "Everyday life",
    ]);
  });
});

describe("the report of a simulation", () => {
  it("is short where all is well", () => {
    expect(describeSimulation([calm], options))
      .toBe(`demoBooksBackfill + demoBooksDelta: 2 scenarios in 3 runs, all passed

Pages
  ok      short-page  A page holds fewer records than asked for.

Everyday life
  ok      quiet       Nothing happens.

Does not apply here
  token-expires  the API has no tokens

Promises
  kept    nothing lost           every record the API can show is in Notion, with its newest values
  kept    nothing alive deleted  no partial, empty or failing answer deletes a live row
  kept    cleared is cleared     a value emptied at the source is emptied in Notion
  kept    never stuck            no ordinary event makes a sync fail for ever
  kept    honest                 what the guarantee says is so, and what cannot be kept is said
  –       yours                  readable code of your own; no simulation can tell

Guarantee: New and changed books arrive within 5 minutes if Demo shows them within 10 minutes, later ones within 1 day. Deleted books leave within 5 minutes. A change that leaves updated_at as it was arrives with the next backfill. Each time counts to the start of the read that brings it.
  worst wait for changes: 4 min 40 s (promised 5 min)
  worst wait for deletes: 1 min (promised 5 min)

Figures
  36 requests, at least 30 needed; 120 rows written in 36 calls of execute
  largest page 23 changes, largest state 80 bytes, 6 h of simulated time
  3 live rows missing for a moment and back in time`);
  });

  it("says what failed, why, and how to see it again", () => {
    const text = describeSimulation([bad], options);
    expect(text).toContain("3 scenarios in 4 runs, 1 FAILED");
    expect(text).toContain(`Code and plan differ
  The database has the property "Extra", which the plan does not know.`);
    expect(text).toContain(`Pages
  FAILED  short-page  A page holds fewer records than asked for. (1 of 2 runs)
            lost: Emma (key 1) is missing. (src/index.ts:42)
            falsely-deleted: gone␛[31m
            late: late
            … and 2 more: 2 lost
            it said: second
            it said: third line
            with seed 9, where a sweep spares rows of the other sync, a last state is dropped, and an omitted property is kept
            again: create-sync simulate demoBooksBackfill demoBooksDelta --scenario short-page --seed 9 --source 'my plan.yaml'
  ok      retention   The sync sleeps for a month.
            must fail with a message: the feed forgets after 30 days`);
    expect(text).toContain("BROKEN  nothing lost           by short-page");
    expect(text).toContain("BROKEN  nothing alive deleted  by short-page");
    expect(text).toContain("kept    cleared is cleared ");
    expect(text).toContain("BROKEN  honest                 by short-page");
  });

  it("says that nothing was tested where nothing was played", () => {
    const text = describeSimulation([{ ...calm, verdicts: [] }], options);
    expect(text).toContain("–       nothing lost ");
    expect(text).toContain("–       never stuck ");
  });

  it("shows a history that was made shorter, or is short", () => {
    const failed = bad.verdicts[2];
    const told = (more: Partial<ShrunkFailure>): string => {
      const history: ShrunkFailure = {
        records: 3,
        recordsBefore: 23,
        events: 2,
        eventsBefore: 40,
        lines: ["08:00:12 Emma edited (while walk read page 2)", "08:00:13 Emma\u001b deleted"],
        findings: [],
        reruns: 9,
        ...more,
      };
      const histories = failed === undefined ? new Map() : new Map([[failed, history]]);
      return describeSimulation([{ ...bad, histories }], options);
    };
    expect(told({})).toContain(`it takes no more than 3 records at the start and 2 of 40 changes:
              08:00:12 Emma edited (while walk read page 2)
              08:00:13 Emma␛ deleted`);
    expect(told({ records: 23, eventsBefore: 2 })).toContain("23 records at the start and 2 changes:");
    const lines = Array.from({ length: 20 }, () => "edited");
    expect(told({ lines, events: 20 })).toContain("… and 8 more");
    expect(told({ lines, records: 23, events: 20, eventsBefore: 20 })).not.toContain("it takes no more");
  });

  it("uses colours only when asked", () => {
    expect(describeSimulation([bad], { ...options, colour: true })).toContain("\u001b[31mFAILED\u001b[39m");
    expect(describeSimulation([bad], options)).not.toContain("\u001b");
  });
});

describe("the outcome as data", () => {
  it("has the same shape whatever happened", () => {
    const { ok, subjects } = toSimulationJson([calm, bad], options);
    expect(ok).toBe(false);
    expect(subjects.map((one) => one.ok)).toEqual([true, false]);
    expect(subjects[0]).toMatchObject({
      syncs: ["demoBooksBackfill", "demoBooksDelta"],
      database: "demoBooks",
      guarantee: { changesMs: 300_000, laterMs: 86_400_000, deletesMs: 300_000, worstChangeMs: 280_000 },
      skipped: [{ scenario: "token-expires", because: "the API has no tokens" }],
      figures: { requests: 36, largestBatch: 23 },
    });
    expect(Object.keys(subjects[0] ?? {})).toEqual(Object.keys(subjects[1] ?? {}));
    expect(subjects[1]?.promises.map(({ name, state }) => [name, state])).toEqual([
      ["nothing lost", "broken"],
      ["nothing alive deleted", "broken"],
      ["cleared is cleared", "kept"],
      ["never stuck", "kept"],
      ["honest", "broken"],
      ["yours", "untested"],
    ]);
    expect(subjects[1]?.scenarios[1]).toMatchObject({
      name: "retention",
      unsurvivable: "the feed forgets after 30 days",
    });
    expect(subjects[1]?.scenarios[0]).toEqual({
      name: "short-page",
      title: "A page holds fewer records than asked for.",
      group: "Pages",
      hazards: ["H17", "S1"],
      ok: false,
      runs: 2,
      unsurvivable: null,
      failures: [
        {
          seed: 9,
          settings: { sweep: "spares", lastState: "dropped", omitted: "kept" },
          findings: [
            {
              kind: "lost",
              key: "1",
              properties: [],
              detail: "Emma (key 1) is missing.",
              where: "src/index.ts:42",
            },
            {
              kind: "lost",
              key: "2",
              properties: [],
              detail: "Emma (key 2) is missing.",
              where: "src/index.ts:42",
            },
            { kind: "falsely-deleted", key: "3", properties: [], detail: "gone␛[31m", where: null },
            {
              kind: "lost",
              key: "4",
              properties: [],
              detail: "Emma (key 4) is missing.",
              where: "src/index.ts:42",
            },
            { kind: "late", key: "5", properties: [], detail: "late", where: null },
          ],
          more: 0,
          messages: ["first", "second", "third line"],
          history: null,
          repeat:
            "create-sync simulate demoBooksBackfill demoBooksDelta --scenario short-page --seed 9 --source 'my plan.yaml'",
        },
      ],
      more: 0,
    });
  });

  it("is bounded", () => {
    const findings = Array.from({ length: 30 }, (_, index) => ({
      ...lost(String(index)),
      detail: "x".repeat(9999),
    }));
    const verdicts = Array.from({ length: 8 }, (_, seed) =>
      verdict("quiet", findings, { seed, messages: Array.from({ length: 9 }, () => "y".repeat(9999)) }),
    );
    const [only] = toSimulationJson([{ ...calm, verdicts }], options).subjects;
    const [scenario] = only?.scenarios ?? [];
    expect([scenario?.failures.length, scenario?.more]).toEqual([5, 3]);
    const [failure] = scenario?.failures ?? [];
    expect([failure?.findings.length, failure?.more, failure?.messages.length]).toEqual([20, 10, 5]);
    expect(failure?.findings[0]?.detail).toHaveLength(500);
    expect(failure?.messages[0]).toHaveLength(500);
  });
});
