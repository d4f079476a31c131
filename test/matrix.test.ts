import { writeFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { SubjectOutcome } from "../src/simulate/report/outcome.ts";
import { typeCheck } from "../src/run/check.ts";
import {
  findingsOf,
  notItsTurn,
  simulatedWorker,
  simulateWorker,
  type SimulatedWorker,
} from "./kit/simulated.ts";
import { listCases } from "./matrix/cases.ts";
import { fewest } from "./kit/turns.ts";
import { printTable } from "./matrix/table.ts";

// Every strategy against everything that happens in real life, all in one worker. With the other tests the strategies
// take turns at the scenarios, in about 150 simulations however long the catalogue is; `npm run matrix` leaves nothing
// out, and plays the examples of sync-guide too. MATRIX_RUNS=20 plays that many seeds under both extremes of the
// platform, MATRIX_SHARE says one in how many, and MATRIX_TABLE=<file> writes the figures.

const runs = Number(process.env["MATRIX_RUNS"] ?? 0);
const oneIn = Number(process.env["MATRIX_SHARE"] ?? 0);
const about = 150;
const table = process.env["MATRIX_TABLE"];
const names = new Map<string, string>();
let worker: SimulatedWorker;
let outcomes: readonly SubjectOutcome[] = [];

beforeAll(async () => {
  const cases = await listCases({ examples: runs > 0 || oneIn === 1 });
  worker = await simulatedWorker(cases.map(({ wanted }) => wanted));
  worker.plans.forEach(({ complete }, index) => names.set(complete.plan.name, cases[index]?.name ?? ""));
  outcomes = await simulateWorker(worker, runs > 0 ? { runs } : { share: oneIn > 0 ? { oneIn } : { about } });
  if (table) await writeFile(table, printTable(outcomes, names));
}, 3_600_000);

afterAll(async () => {
  await worker.remove();
});

it("has every strategy in it, and each is played", () => {
  expect(outcomes.length).toBe(names.size);
  const least = runs > 0 ? 60 : oneIn > 0 ? 50 / oneIn : fewest;
  expect(
    outcomes.filter(({ verdicts }) => verdicts.length < least).map(({ subject }) => subject.plan.name),
  ).toEqual([]);
});

it("every scenario that applies to any strategy is played by one", () => {
  const played = new Set(outcomes.flatMap(({ verdicts }) => verdicts.map(({ scenario }) => scenario)));
  const waiting = outcomes.flatMap(({ skipped }) => skipped.filter(({ because }) => because === notItsTurn));
  expect(played.size).toBeGreaterThan(100);
  expect(waiting.filter(({ scenario }) => !played.has(scenario))).toEqual([]);
});

it("every strategy survives every hazard that applies", () => {
  expect(findingsOf(outcomes)).toEqual([]);
});

it("all of it compiles together", async () => {
  const { ok, output, skipped } = await typeCheck(worker.root);
  expect({ ok, output, skipped }).toEqual({ ok: true, output: [], skipped: undefined });
});
