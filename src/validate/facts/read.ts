import { makeFlow } from "../code/flow.ts";
import type { Program } from "../code/program.ts";
import { readDatabase } from "./databases.ts";
import { findRegistered } from "./registered.ts";
import { readSyncs } from "./syncs.ts";
import type { Facts } from "./types.ts";

/** Reads all that the rules may know, in one pass over a program. Pure: it knows no file system. */
export function readFacts(program: Program): Facts {
  const flow = makeFlow(program);
  const registered = findRegistered(flow);
  const databases = registered
    .filter(({ kind }) => kind === "database")
    .map((one) => readDatabase(flow, one));
  return {
    flow,
    registered,
    databases,
    pacers: registered.filter(({ kind }) => kind === "pacer"),
    syncs: readSyncs(
      flow,
      registered.filter(({ kind }) => kind === "sync"),
      databases,
    ),
  };
}
