import { findDatabase } from "../run/manifest.ts";
import { Spent } from "./budget.ts";
import type { InstalledClock } from "./clock.ts";
import { createExpectation } from "./expectation.ts";
import { createOracle, sortFindings } from "./oracle/oracle.ts";
import { createStage, type OpenStage, type StageOptions } from "./stage.ts";
import type { Expectation, Finding, Scenario, Simulation, Stage, Verdict } from "./types.ts";
import type { SimulatedWorker } from "./worker.ts";

/** The worker and the clock of the process that simulates; the clock was installed before the worker was loaded. */
export type Simulating = { worker: SimulatedWorker; clock: InstalledClock };

const day = 86_400_000;

/** A lag beyond this is no lag. */
const longestLagMs = 3 * day;

/** How a scenario is played again in another form: see StageOptions. `onStart` is called once the first records are there. */
export type PlayOptions = Pick<StageOptions, "wrapWorld"> & { records?: number; onStart?: () => void };

/** A verdict, and the stage as it is at the end. */
export type Played = { verdict: Verdict; stage: Stage; expectation: Expectation };

/**
 * Plays one scenario from its beginning to its verdict, in virtual time that starts at the clock's first moment. The same
 * simulation gives the same verdict, however many were played before. Throws what the scenario's own code throws.
 */
export async function runScenario(simulation: Simulation, simulating: Simulating): Promise<Verdict> {
  return (await playScenario(simulation, simulating)).verdict;
}

/** The same, for who wants to look at what is left on the stage. */
export async function playScenario(
  simulation: Simulation,
  { worker, clock }: Simulating,
  { records, onStart = () => {}, ...options }: PlayOptions = {},
): Promise<Played> {
  const { subject, seed, settings } = simulation;
  const scenario = { ...simulation.scenario, ...(records !== undefined && { records }) };
  const database = findDatabase(worker.manifest, subject.databaseKey);
  if (database === undefined) throw new Error(`The worker has no database ${subject.databaseKey}.`);
  clock.restart();
  const open = createStage({ ...options, subject, worker, clock, settings, seed, scenario });
  const { stage } = open;
  const expectation = createExpectation({ stage, worker, clock, database });
  const oracle = createOracle({
    ...stage,
    expectation,
    database,
    isGenerated: subject.isGenerated === true,
    ...(scenario.failsLoudly && { expectedFailure: scenario.failsLoudly.message }),
  });
  open.populate();
  onStart();
  const found = await play(open, scenario);
  const foreign = worker.foreign();
  const { findings: judged, figures } = await oracle.judge();
  const findings = [
    ...judged,
    ...found,
    ...open.findings,
    ...foreign.map(tellForeign),
    ...expectation.findings(),
  ];
  const messages = [...new Set(stage.notion.calls.flatMap(({ message }) => message ?? []))];
  const verdict = {
    scenario: scenario.name,
    seed,
    settings,
    findings: sortFindings(findings),
    figures,
    messages,
    notes: expectation.notes(),
  };
  return { verdict, stage, expectation };
}

async function play(open: OpenStage, scenario: Scenario): Promise<Finding[]> {
  const { stage } = open;
  const findings: Finding[] = [];
  try {
    if (scenario.start === "none") open.release();
    else await start(stage, scenario.start ?? "delta-first");
    await scenario.play(stage);
    if (scenario.failsLoudly !== undefined) findings.push(...checkFailure(stage, scenario));
    open.calm();
    await scenario.failsLoudly?.remedy(stage);
    await rest(stage);
  } catch (error) {
    if (!(error instanceof Spent)) throw error;
    findings.push({ kind: "stuck", key: keysOf(stage).join(" and "), detail: `The syncs ${error.message}.` });
  }
  return findings;
}

/** Starts the pair, and lets two quiet cycles pass. */
async function start(stage: Stage, order: "delta-first" | "walk-first"): Promise<void> {
  const { delta } = stage.subject;
  if (order === "delta-first" && delta !== undefined) await stage.delta();
  await stage.walk();
  for (let cycle = 0; cycle < 2; cycle += 1) await stage.delta();
}

function checkFailure({ notion, subject }: Stage, { failsLoudly }: Scenario): Finding[] {
  const keys = [subject.walk, subject.delta];
  const failed = notion.calls.filter(({ key, outcome }) => keys.includes(key) && outcome === "error");
  if (failed.some(({ message = "" }) => failsLoudly?.message.test(message))) return [];
  const said = failed.at(-1)?.message;
  const detail =
    said === undefined
      ? `The sync went on as if nothing were wrong, although ${failsLoudly?.because ?? ""}`
      : `The sync failed, but its message does not tell why: ${said}`;
  return [{ kind: "silent", key: subject.walk ?? subject.delta ?? "", detail }];
}

/** Lets everything come to rest: the promised time passes, then everything is read once more, and the changes twice. */
async function rest(stage: Stage): Promise<void> {
  const { clock, subject, world } = stage;
  for (const key of keysOf(stage)) stage.notion.resume(key);
  const lagging = world.truth().reduce((last, { visibleAt }) => Math.max(last, visibleAt), clock.now());
  await stage.wait(Math.min(lagging - clock.now(), longestLagMs));
  const { overlapMs } = subject.plan.schedule;
  const { changesMs = 0 } = subject.guarantee;
  if (subject.delta !== undefined) await stage.wait(overlapMs + 2 * changesMs);
  await stage.walk();
  for (let cycle = 0; cycle < 2; cycle += 1) await stage.delta();
}

function tellForeign(host: string): Finding {
  return {
    kind: "check",
    key: host,
    detail: `The code asked ${host}, which is not the source; simulate answers for the source alone.`,
  };
}

function keysOf({ subject: { walk, delta } }: Stage): string[] {
  return [walk, delta].filter((key) => key !== undefined);
}
