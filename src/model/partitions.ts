import type { Plan } from "../plan/schema.ts";
import type { Names, PartitionsNode, SyncNode } from "./types.ts";

/** The list of partitions in the code, with what becomes of one that is put in or taken out there. */
export function partitionsNode({ source, architecture }: Plan, names: Names): PartitionsNode {
  const { partitions = [], record } = source;
  const added =
    architecture === "replace"
      ? ""
      : " The changes of a new one are read at once, the rest of it with the next full walk.";
  return {
    name: names.partitions,
    values: partitions,
    why: `Read one after the other in each cycle.${added} The ${record.many} of one that is taken out leave with the next full walk.`,
  };
}

/** How a sync goes through the partitions; nothing where there are none. */
export function partitionOf(plan: Plan, names: Names, sync: SyncNode): Pick<SyncNode, "partition"> {
  const { source, allowEmpty } = plan;
  if (source.partitions === undefined) return {};
  const isDelta = sync.key === names.keys.delta;
  const isPair = plan.architecture !== "replace" && source.changes.kind !== "none";
  return {
    partition: {
      by: isDelta ? "deltaEach" : "walkEach",
      list: names.partitions,
      variable: names.partition,
      states: `Partitioned<${sync.state}>`,
      ...(isPair && !isDelta && { overlap: names.overlap }),
      keyed: source.partition?.ids === "inside",
      allowEmpty: allowEmpty && !isDelta,
    },
  };
}
