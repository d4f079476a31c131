import { describe, expect, test } from "vitest";
import { diagnose } from "../../../src/debug/diagnose.ts";
import { describeDiagnosis, type Findings } from "../../../src/debug/report.ts";
import { toDiagnosisJson } from "../../../src/debug/to-json.ts";
import type { Evidence } from "../../../src/debug/evidence.ts";
import { codeOf, evidenceOf, foundBy, makeEvidence, thrown } from "./kit.ts";

const say = (evidence: Evidence, rows?: Findings["rows"]): string =>
  describeDiagnosis({ evidence, diagnosis: diagnose(evidence), ...(rows && { rows }) });

const frames = [
  { file: "src/sync-helpers.ts", line: 4, column: 3, inside: "fetchJson" },
  { file: "src/index.ts", line: 1, column: 9, inside: "execute" },
];

describe("a diagnosis in words", () => {
  const refused = thrown(
    { message: "GET /v1/x: HTTP 401", frames, at: 12 },
    { key: "tasks", code: codeOf({ lines: ["await fetchJson(url);"] }), project: { env: ["API_TOKEN"] } },
  );

  test("begins with what happened, why, where, the fix and the proof", () => {
    const [what, why, sure, where, from, fix, prove] = say(refused).split("\n");
    expect(what).toBe("tasks: The API does not accept the credential.");
    expect(why).toBe('Why    "GET /v1/x: HTTP 401", line 12 of the log');
    expect(sure).toContain("likely");
    expect(where).toBe("Where  src/sync-helpers.ts:4:3, in fetchJson");
    expect(from).toBe("       called from src/index.ts:1:9, in execute: await fetchJson(url);");
    expect(fix).toMatch(/^Fix {4}Put the new credential/);
    expect(prove).toBe("Prove  create-sync run tasks");
  });

  test("then has what else it may be, what decides, and what nobody saw", () => {
    const text = say(refused);
    const parts = [
      "Why we think so:",
      "Also possible:",
      "To tell the first two apart:",
      "What could not be seen:",
    ];
    const places = parts.map((part) => text.indexOf(part));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(text).toContain("$ create-sync run tasks\n  works here:");
    expect(text).toContain("Whether the value in .env is the one that is deployed.");
  });

  test("shows an error that nobody knows as it is", () => {
    const text = say(thrown({ message: "the moon is full", frames: frames.slice(1) }, { key: "tasks" }));
    expect(text).toContain("tasks: an error that no known cause explains.");
    expect(text).toContain('Said   "the moon is full"');
    expect(text).toContain("Where  src/index.ts:1:9");
    expect(text).toContain("create-sync run tasks");
  });

  test("lets no escape of a log through, and keeps a line a line", () => {
    const text = say(thrown("HTTP 401 \u001b[2J\u001b[31m\u202eevil\nFix    rm -rf /"));
    expect(text).not.toMatch(/[\u001b\u202e]/);
    expect(text).not.toMatch(/^Fix {4}rm/m);
  });

  test("breaks long lines", () => {
    const lines = say(thrown(`HTTP 401 ${"word ".repeat(200)}`)).split("\n");
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThan(110);
  });

  test("says what is missing", () => {
    expect(say(makeEvidence({ unseen: ["The list of runs: ntn is not signed in."] }))).toContain(
      "ntn is not signed in",
    );
    expect(say(evidenceOf({ said: ["x"], isCut: true }))).toContain("cut off");
  });
});

describe("rows", () => {
  const evidence = makeEvidence({ key: "tasks", symptom: "vanished", code: foundBy("replace-no-guard") });
  const finding = {
    kind: "falsely-deleted",
    key: "1",
    detail: "row 1 was swept",
    where: "src/index.ts:7",
  } as const;
  const played = [
    {
      scenario: "empty-page",
      title: "A page is empty.",
      command: "create-sync simulate tasks --scenario empty-page",
    },
    {
      scenario: "outage-answers-empty",
      title: "An outage.",
      command: "create-sync simulate tasks --scenario outage-answers-empty",
      finding,
    },
  ];

  test("that were lost here lead, with the scenario and its line", () => {
    const [what, why, where] = say(evidence, { played }).split("\n");
    expect(what).toBe("It happens here, too: An outage.");
    expect(why).toContain("row 1 was swept");
    expect(where).toContain("src/index.ts:7");
    expect(say(evidence, { played })).toContain("survived: empty-page");
  });

  test("that the code keeps lead to what else there is", () => {
    expect(say(evidence, { played: played.slice(0, 1) })).toContain("The code survives all that is known");
    expect(say(evidence, { played: [], because: "Missing plan" })).toContain("not played: Missing plan");
  });

  test("speak for the cause whose proof failed, and against one that was survived", () => {
    const failed = {
      ...evidence,
      played: [
        {
          scenario: "outage-answers-empty",
          detail: "row 1 was swept",
          place: { file: "src/index.ts", line: 7 },
        },
      ],
    };
    const [first] = diagnose(failed).suspicions;
    expect(first).toMatchObject({ id: "empty-answer", certainty: "likely", place: { line: 7 } });
    const cleared = makeEvidence({ symptom: "not-cleared", code: foundBy("property-omitted") });
    const survived = { ...cleared, played: [{ scenario: "cleared-to-null" }] };
    expect(diagnose(survived).suspicions[0]?.weight).toBeLessThan(
      diagnose(cleared).suspicions[0]?.weight ?? 0,
    );
    expect(diagnose(survived).suspicions[0]?.against).toHaveLength(1);
  });
});

describe("certainty", () => {
  const proven = {
    kind: "raw",
    name: "TypeError",
    message: "Cannot read properties of undefined (reading 'changes')",
  } as const;

  test("is certain where the log leaves nothing else", () => {
    const stack = [
      "    at Object.handler (file:///app/node_modules/@notionhq/workers/dist/capabilities/sync.js:61:47)",
    ];
    const evidence = evidenceOf({ errors: [{ ...proven, at: 1 }], said: ["", ...stack] });
    expect(diagnose(evidence).suspicions[0]?.certainty).toBe("certain");
    expect(diagnose(thrown(proven)).suspicions[0]?.certainty).toBe("likely");
  });

  test("is not where two are proven, where a later run went through, or of a status", () => {
    const two = evidenceOf({
      errors: [
        { message: 'Pacer "api" not found. Make sure' },
        { kind: "raw", message: 'Capability "x" not found' },
      ],
    });
    expect(diagnose(two).suspicions.map(({ certainty }) => certainty)).not.toContain("certain");
    const passed = evidenceOf([{ errors: ['Pacer "api" not found.'] }, { pages: [{ at: 9 }] }]);
    expect(diagnose(passed).suspicions[0]?.certainty).not.toBe("certain");
    const statuses = [400, 401, 403, 404, 410, 422, 429, 500, 503].map((status) => thrown(`HTTP ${status}`));
    expect(statuses.map((one) => diagnose(one).suspicions[0]?.certainty)).not.toContain("certain");
  });
});

test("as data it has the same, and null where nothing is known", () => {
  const evidence = thrown("HTTP 404");
  const data = toDiagnosisJson({ evidence, diagnosis: diagnose(evidence) });
  expect(data).toMatchObject({
    sync: null,
    symptom: null,
    rows: null,
    causes: [{ id: "not-found" }],
    log: { lines: 1 },
  });
});

test("a log that is as large as one can be is weighed in moments", () => {
  const words =
    "the token of page version api error 403 limit cursor is not a valid key state list date ".repeat(50);
  const runs = Array.from({ length: 120 }, () => ({
    errors: Array.from({ length: 10 }, () => words.slice(0, 4000)),
    said: Array.from({ length: 50 }, (_, index) => words.slice(index, index + 500)),
  }));
  const evidence = evidenceOf([...runs, { errors: ["HTTP 404"] }]);
  expect(evidence.heard.length).toBeLessThan(2000);
  expect(evidence.heard.filter(({ isLast }) => isLast).map(({ text }) => text)).toEqual(["HTTP 404"]);
  const began = performance.now();
  diagnose(evidence);
  // A tenth of it on a machine with nothing else to do.
  expect(performance.now() - began).toBeLessThan(10_000);
});
