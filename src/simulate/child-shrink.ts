import { playScenario, type Simulating } from "./run-scenario.ts";
import { countRecords } from "./stage.ts";
import { nameRecords, withoutEvents, type EditedWorld } from "./shrink-events.ts";
import { shrinkFailure, type Attempt, type Replay, type ShrunkFailure } from "./shrink.ts";
import type { Simulation } from "./types.ts";

/** The shortest history in which a simulation still fails as it did. Undefined if it does not fail again. */
export function shrinkSimulation(
  simulation: Simulation,
  simulating: Simulating,
): Promise<ShrunkFailure | undefined> {
  return shrinkFailure({
    records: countRecords(simulation).count,
    rerun: (attempt) => replay(simulation, simulating, attempt),
  });
}

async function replay(
  simulation: Simulation,
  simulating: Simulating,
  { records, without }: Attempt,
): Promise<Replay> {
  const { plan } = simulation.subject;
  const wrapped: { world?: EditedWorld } = {};
  const { verdict, stage, expectation } = await playScenario(simulation, simulating, {
    records,
    wrapWorld: (world) => {
      wrapped.world = withoutEvents(world, { without, now: simulating.clock.now });
      return wrapped.world.world;
    },
    onStart: () => wrapped.world?.start(),
  });
  const events = wrapped.world?.events ?? [];
  // Asking for a row may run the worker, so only those are named that the history tells of.
  const told = [...new Set(events.map(({ id }) => id))];
  const nameOf = await nameRecords({
    world: { ...stage.world, ids: () => told },
    expectation,
    title: plan.fields.find(({ type }) => type === "title")?.name ?? "",
    one: plan.source.record.one,
  });
  return { findings: verdict.findings, events, calls: stage.notion.calls, nameOf };
}
