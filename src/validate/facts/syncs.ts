import { ts } from "ts-morph";
import type { Call, Flow } from "../code/flow.ts";
import { functionAround, type FunctionNode } from "../code/syntax.ts";
import { readChanges, readRequests } from "./changes.ts";
import { readEnvelopes } from "./envelopes.ts";
import { textOf } from "./registered.ts";
import type { DatabaseFacts, Registered, SyncFacts } from "./types.ts";

type Found = { registered: Registered; execute: FunctionNode[]; reached: ReadonlySet<FunctionNode> };

/** The facts of every sync of a worker. */
export function readSyncs(
  flow: Flow,
  registered: readonly Registered[],
  databases: readonly DatabaseFacts[],
): SyncFacts[] {
  const found = registered.map((one) => {
    const { config } = one;
    const execute = config ? flow.members(config, "execute").flatMap((node) => flow.functions(node)) : [];
    return { registered: one, execute, reached: flow.reached(execute) };
  });
  const concerns = makeConcerns(found);
  const entries = new Set<ts.Node>(found.flatMap((one) => one.execute));
  const syncs = found.map((one) => readSync(flow, one, { concerns, entries, databases }));
  for (const sync of syncs) {
    const partners = syncs.filter(
      (other) => other !== sync && sync.database && other.database === sync.database,
    );
    Object.assign(sync, { partners });
  }
  return syncs;
}

const mostRounds = 4;

function readSync(
  all: Flow,
  found: Found,
  {
    concerns,
    entries,
    databases,
  }: {
    concerns: (call: Call, own: Found) => boolean;
    entries: ReadonlySet<ts.Node>;
    databases: readonly DatabaseFacts[];
  },
): SyncFacts {
  const { registered, execute } = found;
  const { config, key } = registered;
  const scope = (own: Found): Flow => all.within({ has: (call) => concerns(call, own), entries });
  // A helper that several syncs share runs the callbacks of all of them; seen from this sync alone, only its own. Each
  // round sees more of the others' functions as theirs.
  let { reached } = found;
  let flow = scope(found);
  for (let round = 0; round < mostRounds; round += 1) {
    const narrowed = flow.reached(execute);
    if (narrowed.size === reached.size) break;
    reached = narrowed;
    flow = scope({ ...found, reached });
  }
  const [scheduleNode] = config ? all.members(config, "schedule") : [];
  const schedule = scheduleNode && textOf(all, scheduleNode);
  const database = config && databaseOf(all, config, databases);
  return {
    ...registered,
    name: key ?? "a sync",
    mode: modeOf(all, config),
    schedule,
    ...(scheduleNode && { scheduleNode }),
    ...(database && { database }),
    execute,
    reached,
    flow,
    ...readEnvelopes(flow, execute),
    requests: readRequests(flow, reached),
    ...readChanges(flow, reached),
    partners: [],
  };
}

/** Whether a call may be one of a sync's: it is, unless only other syncs get there. */
function makeConcerns(found: readonly Found[]): (call: Call, own: Found) => boolean {
  const registrations = new Map<ts.Node, Found>(found.map((one) => [one.registered.call, one]));
  const visitors = new Map<FunctionNode, Set<Found>>();
  for (const one of found)
    for (const each of one.reached) visitors.set(each, (visitors.get(each) ?? new Set()).add(one));
  const owners = new Map<Call, Found | undefined>();
  const ownerOf = (call: Call): Found | undefined => {
    if (!owners.has(call)) owners.set(call, registrationAround(call, registrations));
    return owners.get(call);
  };
  return (call, own) => {
    const owner = ownerOf(call);
    if (owner) return owner.registered === own.registered;
    const around = functionAround(call);
    if (!around || own.reached.has(around)) return true;
    const visited = visitors.get(around) ?? new Set();
    return [...visited].every(({ registered }) => registered === own.registered);
  };
}

function registrationAround(call: ts.Node, registrations: ReadonlyMap<ts.Node, Found>): Found | undefined {
  for (let one = call; one; one = one.parent) {
    const found = registrations.get(one);
    if (found) return found;
  }
  return undefined;
}

function modeOf(flow: Flow, config: ts.Expression | undefined): SyncFacts["mode"] {
  const nodes = config ? flow.members(config, "mode") : [];
  if (nodes.length === 0) return config && ts.isObjectLiteralExpression(config) ? undefined : "unknown";
  const modes = new Set(nodes.map((node) => textOf(flow, node)));
  const [mode] = modes;
  return modes.size === 1 && (mode === "replace" || mode === "incremental") ? mode : "unknown";
}

function databaseOf(
  flow: Flow,
  config: ts.Expression,
  databases: readonly DatabaseFacts[],
): DatabaseFacts | undefined {
  const origins = flow.members(config, "database").flatMap((node) => flow.origins(node));
  const own = databases.filter(({ call }) => origins.includes(call));
  return own.length === 1 && origins.length === 1 ? own[0] : undefined;
}
