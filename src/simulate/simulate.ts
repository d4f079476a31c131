import { availableParallelism } from "node:os";
import type { PlatformSettings } from "../notion/types.ts";
import type { Manifest } from "../run/manifest.ts";
import type { Progress } from "./progress.ts";
import type { Order } from "./protocol.ts";
import type { SubjectOutcome } from "./report/outcome.ts";
import { openSimulator, type Simulator, type SimulatorOptions } from "./simulate-process.ts";
import type { ShrunkFailure } from "./shrink.ts";
import type { Scenario, Subject, Verdict } from "./types.ts";

export type SimulationRequest = {
  root: string;
  simulator: SimulatorOptions;
  /** Chooses what to simulate once the worker is loaded; throws Problems. */
  subjectsOf: (manifest: Manifest) => readonly Subject[];
  scenarios: readonly Scenario[];
  seeds: readonly number[];
  settings: readonly PlatformSettings[];
  onProgress?: (progress: Progress) => void;
  /** For how many failures, of different scenarios, to look for the shortest history. Default 6. */
  histories?: number;
};

/** Starting a second child costs about a second; it pays from so many simulations on. */
const worthTwoChildren = 24;
const mostChildren = 2;

const mostHistories = 6;

/**
 * Plays scenarios against the worker of a project, in child processes; gives an outcome for each subject. Throws the
 * Problems of a worker that cannot be loaded.
 */
export async function simulate(request: SimulationRequest): Promise<SubjectOutcome[]> {
  const { onProgress = () => {} } = request;
  const opened: Promise<Simulator>[] = [];
  const open = (): Promise<Simulator> => {
    const simulator = openSimulator(request.root, request.simulator);
    opened.push(simulator);
    return simulator;
  };
  try {
    onProgress("loading the worker");
    const first = await open();
    const plans = request.subjectsOf(first.manifest).map((subject) => planSubject(subject, request));
    const orders = plans.flatMap((each) => each.orders);
    const isWorth = orders.length >= worthTwoChildren && availableParallelism() >= mostChildren;
    const verdicts = await playAll(orders, {
      first,
      more: isWorth ? open : undefined,
      onProgress,
    });
    onProgress("looking for the shortest histories that fail");
    const histories = await shrinkAll(first, inOrder(orders, verdicts), request.histories ?? mostHistories);
    return plans.map(({ subject, orders: own, skipped }) => ({
      subject,
      skipped,
      verdicts: own.flatMap((order) => verdicts.get(order) ?? []),
      notes: notesOf(own.flatMap((order) => verdicts.get(order) ?? [])),
      histories,
    }));
  } finally {
    // One that was still being opened when another failed is closed too; why it failed has been told.
    await Promise.all(opened.map((simulator) => simulator.then((one) => one.close()).catch(() => {})));
  }
}

// Every scenario compares code and plan anew, by records of its own; the first that found a difference tells it.
function notesOf(verdicts: readonly Verdict[]): readonly string[] {
  return verdicts.find(({ notes }) => notes.length > 0)?.notes ?? [];
}

type SubjectPlan = { subject: Subject; orders: Order[]; skipped: { scenario: string; because: string }[] };

function planSubject(subject: Subject, { scenarios, seeds, settings }: SimulationRequest): SubjectPlan {
  const plan: SubjectPlan = { subject, orders: [], skipped: [] };
  for (const scenario of scenarios) {
    const fitting = settings.filter((each) => fits(each, scenario.needs ?? {}));
    const applies = scenario.applies(subject);
    if (applies !== true) plan.skipped.push({ scenario: scenario.name, because: applies });
    else if (fitting.length === 0) plan.skipped.push({ scenario: scenario.name, because: unfitting });
    else {
      for (const setting of fitting)
        for (const seed of seeds)
          plan.orders.push({ subject, scenario: scenario.name, seed, settings: setting });
    }
  }
  return plan;
}

const unfitting = "no code can survive it under the settings that were played";

function fits(settings: PlatformSettings, needs: Partial<PlatformSettings>): boolean {
  const { sweep = settings.sweep, lastState = settings.lastState, omitted = settings.omitted } = needs;
  return sweep === settings.sweep && lastState === settings.lastState && omitted === settings.omitted;
}

type Players = {
  first: Simulator;
  /** Opens another simulator, where there is enough to do. */
  more: (() => Promise<Simulator>) | undefined;
  onProgress: (progress: Progress) => void;
};

async function playAll(
  orders: readonly Order[],
  { first, more, onProgress }: Players,
): Promise<ReadonlyMap<Order, Verdict>> {
  const verdicts = new Map<Order, Verdict>();
  const progress = { done: 0, failed: 0, total: orders.length };
  // One queue for all: whoever is free takes the next.
  const queue = orders.values();
  const work = async (simulator: Simulator): Promise<void> => {
    for (const order of queue) {
      onProgress({ ...progress, scenario: order.scenario });
      const verdict = await simulator.simulate(order);
      verdicts.set(order, verdict);
      progress.done += 1;
      if (verdict.findings.length > 0) progress.failed += 1;
    }
  };
  await Promise.all([work(first), more?.().then(work)]);
  return verdicts;
}

// Which of two children is done first must not decide which failures are told in detail.
function inOrder(orders: readonly Order[], verdicts: ReadonlyMap<Order, Verdict>): [Order, Verdict][] {
  return orders.flatMap((order) => {
    const verdict = verdicts.get(order);
    return verdict ? [[order, verdict] satisfies [Order, Verdict]] : [];
  });
}

/** The shortest histories of the first failure of each scenario, for at most so many. */
async function shrinkAll(
  simulator: Simulator,
  played: readonly (readonly [Order, Verdict])[],
  most: number,
): Promise<ReadonlyMap<Verdict, ShrunkFailure>> {
  const histories = new Map<Verdict, ShrunkFailure>();
  const seen = new Set<string>();
  for (const [order, verdict] of played) {
    const name = JSON.stringify([order.subject.databaseKey, order.scenario]);
    // One that ended its process would do so again.
    const isOver = verdict.findings.length === 0 || verdict.figures.executes === 0 || seen.has(name);
    if (isOver || seen.size >= most) continue;
    seen.add(name);
    const history = await simulator.shrink(order);
    if (history) histories.set(verdict, history);
  }
  return histories;
}
