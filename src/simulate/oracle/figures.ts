import type { Notion } from "../../notion/types.ts";
import type { Upstream } from "../../upstream/types.ts";
import type { World } from "../../world/types.ts";
import type { Figures, Subject } from "../types.ts";
import type { Cycle } from "./cycles.ts";
import { sizeOf } from "./judge-syncs.ts";

export type FiguresOptions = {
  subject: Subject;
  world: World;
  upstream: Upstream;
  notion: Notion;
  cyclesOf: (key: string) => readonly Cycle[];
  waits: Pick<Figures, "worstChangeMs" | "worstDeleteMs" | "flickers">;
  simulatedMs: number;
};

/** Adds up what a simulation cost. `rows` are the upserts and deletes of all calls. */
export function addFigures(options: FiguresOptions): Figures {
  const { subject, upstream, notion, waits, simulatedMs } = options;
  const calls = notion.calls.filter(({ key }) => key === subject.walk || key === subject.delta);
  return {
    requests: upstream.log.length,
    leastRequests: countLeast(options),
    rows: calls.reduce((sum, call) => sum + sizeOf(call), 0),
    largestBatch: calls.reduce((most, call) => Math.max(most, sizeOf(call)), 0),
    largestState: calls.reduce((most, { stateBytes }) => Math.max(most, stateBytes), 0),
    ...waits,
    executes: calls.length,
    simulatedMs,
  };
}

/**
 * The lower bound: a walk needs ceil(records alive at its end / page size) requests, at least one for each partition; so does a delta.
 * Cycles that never ended count for nothing. Without a documented size the largest page that ever came is one.
 */
function countLeast({ subject, world, upstream, cyclesOf }: FiguresOptions): number {
  const { list, partitions = [""] } = subject.plan.source;
  const { size } = list.page;
  const records = upstream.log.reduce((most, exchange) => Math.max(most, exchange.records), 1);
  const perPage = size?.value ?? records;
  const ended = (key: string | undefined): readonly Cycle[] =>
    key === undefined ? [] : cyclesOf(key).filter(({ isEnded }) => isEnded);
  const walks = ended(subject.walk).map(({ endedAt }) => {
    const alive = world.truth(endedAt).filter(({ what }) => what !== "delete").length;
    return Math.max(partitions.length, Math.ceil(alive / perPage));
  });
  return walks.reduce((sum, pages) => sum + pages, 0) + partitions.length * ended(subject.delta).length;
}
