import { z } from "zod";
import { form, paramName } from "./atoms.ts";
import { splitSlots } from "./request-schema.ts";
import type { RequestFacts } from "./request-schema.ts";

/** A list that is asked for once for each value of a parameter, such as each of several repositories. */
export const partitionSchema = z.strictObject({
  /** The parameter that may have several values. Its placeholder is a part of the path, or a whole value of the query. */
  over: form("the name of a parameter", 41, paramName),
  /** Whether two partitions can have records of the same id; then the key of a row begins with the partition. */
  ids: z.enum(["everywhere", "inside"]),
});

export type PartitionFacts = z.infer<typeof partitionSchema>;

/** Where a request names the partition: in a part of its path, or in these parameters of the query. */
export function partitionPlaces({ path, query }: RequestFacts): { inPath: boolean; names: string[] } {
  const isSlot = (part: object): boolean => "slot" in part && part.slot === "partition";
  return {
    inPath: splitSlots(path).some(isSlot),
    names: Object.entries(query).flatMap(([name, value]) => (value === "$partition" ? [name] : [])),
  };
}

/** The request for one partition. In a path each part between slashes is percent-encoded. */
export function requestOf(request: RequestFacts, partition: string): RequestFacts {
  const encoded = partition.split("/").map(encodeURIComponent).join("/");
  const query = Object.entries(request.query).map(
    ([name, value]) => [name, value === "$partition" ? partition : value] as const,
  );
  return {
    ...request,
    path: request.path.replaceAll("$partition", () => encoded),
    query: Object.fromEntries(query),
  };
}
