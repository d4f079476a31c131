import { Problem } from "../../problems/problem.ts";
import { hasUntil, isBoundedNow } from "../../source/changes-schema.ts";
import { partitionPlaces } from "../../source/partition.ts";
import { requestsOf } from "../../source/requests.ts";
import { entriesOf, logOf } from "../../source/told.ts";
import type { PlanCheck } from "./check.ts";

// What is remembered of each must fit into a state together, and a token is longer than a time.
const mostPartitions = 50;
const mostWithToken = 10;

// A bound in the past would leave out what happens while the other partitions are read; an address names one of them.
/** Changes of which each partition can have its own position. */
const kinds = ["none", "since-sorted", "since-window", "delta-token"];

/** Each partition can be asked for by itself, and what is remembered of all of them stays small. */
export const checkPartitions: PlanCheck = ({ source, architecture, fields }, locate) => {
  const { partition, partitions, changes } = source;
  if (partition === undefined || partitions === undefined) return [];
  const { over } = partition;
  const place = locate(["source", "params", over]);
  const problems: Problem[] = [];
  const isDelta = architecture === "backfill-delta" && changes.kind !== "none";
  const most = isDelta && changes.kind === "delta-token" ? mostWithToken : mostPartitions;
  if (partitions.length > most)
    problems.push(new Problem("plan/too-many-partitions", { over, found: partitions.length, most }, place));
  const isSimple =
    changes.kind === "none" ||
    (kinds.includes(changes.kind) &&
      entriesOf(changes) === undefined &&
      !hasUntil(changes) &&
      !isBoundedNow(changes) &&
      !("follow" in changes && changes.follow));
  if (isDelta && !isSimple)
    problems.push(new Problem("plan/partition-kind", { over, kind: changes.kind }, place));
  if (isDelta && logOf(source.deletes))
    problems.push(new Problem("plan/partition-kind", { over, kind: "delete-log" }, place));
  for (const { request, at } of requestsOf(source)) {
    const { inPath, names } = partitionPlaces(request);
    const isElsewhere =
      JSON.stringify(request).split("$partition").length - 1 > names.length + (inPath ? 1 : 0);
    if (isElsewhere || (!inPath && names.length === 0))
      problems.push(new Problem("plan/partition-place", { over }, locate(at)));
  }
  if (source.baseUrl.includes("$partition"))
    problems.push(new Problem("plan/partition-place", { over }, locate(["source", "baseUrl"])));
  const shown = fields.findIndex(({ template }) => template?.includes(partitions.join(", ")));
  if (shown !== -1)
    problems.push(new Problem("plan/partition-in-field", { over }, locate(["fields", shown, "template"])));
  return problems;
};
