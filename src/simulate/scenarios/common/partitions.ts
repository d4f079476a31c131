import { partitionPlaces, requestOf } from "../../../source/partition.ts";
import type { Fault } from "../../../upstream/types.ts";
import type { Stage } from "../../types.ts";
import { checkRows, pollMs } from "./acts.ts";
import type { Spoil } from "./faults.ts";
import { hour, minute } from "./times.ts";

/** The partition with the most records; "" where there are no partitions. */
export function fullestPartition({ subject, upstream, world }: Stage): string {
  const { partitions = [] } = subject.plan.source;
  const alive = world.alive();
  const count = (partition: string): number =>
    alive.filter((id) => upstream.partitionOf(id) === partition).length;
  return partitions.reduce((most, each) => (count(each) > count(most) ? each : most), partitions[0] ?? "");
}

/** Spoils every answer about one partition. */
export function faultIn({ subject }: Stage, partition: string, spoil: Spoil): Fault {
  const { list } = subject.plan.source;
  const { names } = partitionPlaces(list.request);
  const { path } = requestOf(list.request, partition);
  return (context) => {
    const url = new URL(context.request.url, subject.plan.source.baseUrl);
    const isMeant =
      url.pathname.includes(path) && names.every((name) => url.searchParams.get(name) === partition);
    return isMeant ? spoil(context.answer, context) : context.answer;
  };
}

/** Moves a record to the next partition, which is a change of it. */
export function moveRecord({ subject, upstream, world }: Stage, id: string): void {
  const { partitions = [] } = subject.plan.source;
  const place = partitions.indexOf(upstream.partitionOf(id) ?? "");
  const next = partitions[(place + 1) % partitions.length] ?? "";
  upstream.knobs.movedTo = new Map([...upstream.knobs.movedTo, [id, next]]);
  world.edit(id);
}

/** While one partition cannot be read, what is created in the others has to arrive; a full read must not sweep anything. */
export async function withoutPartition(stage: Stage, how: "gone" | "closed"): Promise<void> {
  const lost = fullestPartition(stage);
  stage.upstream.knobs.partitions = new Map([[lost, how]]);
  await checkOthers(stage, lost);
  if (stage.subject.walk !== undefined) await stage.walk(hour);
  checkRows(stage, "While a partition could not be read", before(stage));
  const messages = stage.notion.calls.flatMap(({ message }) => message ?? []);
  stage.check(
    messages.some((message) => message.includes(lost)),
    `No message tells which partition cannot be read: ${lost}`,
  );
}

/** New records of the other partitions arrive, although one is ill. */
export async function checkOthers(stage: Stage, ill: string): Promise<void> {
  if (stage.subject.delta === undefined) return;
  const created = Array.from({ length: 12 }, () => stage.world.create());
  await stage.wait(3 * pollMs(stage.subject) + 10 * minute);
  const others = created.filter((id) => stage.upstream.partitionOf(id) !== ill);
  checkRows(stage, "In the other partitions", others);
}

/** The records that were there before the last hour and a half. */
function before({ world, clock }: Stage): string[] {
  const since = clock.now() - 2 * hour;
  return world.alive().filter((id) => (world.history(id)[0]?.at ?? Infinity) < since);
}
