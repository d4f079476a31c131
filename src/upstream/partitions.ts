import type { Plan } from "../plan/schema.ts";
import { partitionPlaces, requestOf } from "../source/partition.ts";
import { mapRequests } from "../source/requests.ts";
import { shareOf } from "../world/random.ts";
import type { Version, World } from "../world/types.ts";
import type { Refusal, Route, Tools } from "./parts.ts";
import { routesOf } from "./routes.ts";
import { createRowReader } from "./rows.ts";
import type { Knobs } from "./types.ts";

const salt = 4;

/** The partition that a record is in: always the same by its id, unless it was moved. Undefined where there are none. */
export function partitionOf(
  id: string,
  { partitions }: Pick<Plan["source"], "partitions">,
  { movedTo }: Pick<Knobs, "movedTo">,
): string | undefined {
  return movedTo.get(id) ?? partitions?.[Math.floor(shareOf(id, salt) * partitions.length)];
}

/** The routes of a source that is asked for once for each partition: each shows the records of its own. */
export function routesOfAll(tools: Tools): Route[] {
  const { partitions } = tools.plan.source;
  if (partitions === undefined) return routesOf(tools, createRowReader(tools));
  return partitions.flatMap((partition) => {
    const own = { ...tools, plan: planOf(tools.plan, partition), world: worldOf(partition, tools) };
    return routesOf(own, createRowReader(own)).map((route) => restrict(route, partition, tools));
  });
}

function planOf(plan: Plan, partition: string): Plan {
  const { partitions: _all, ...source } = plan.source;
  return {
    ...plan,
    source: { ...source, ...mapRequests(source, (request) => requestOf(request, partition)) },
  };
}

/** The route answers only who asks for this partition, and refuses while it is gone or closed. */
function restrict(route: Route, partition: string, { plan, knobs }: Tools): Route {
  const { list, changes } = plan.source;
  const request = route.name === "changes" && changes.kind !== "none" ? changes.request : list.request;
  const { names } = partitionPlaces(request);
  return {
    ...route,
    isMeant: (asked) => names.every((name) => asked.query.get(name) === partition) && route.isMeant(asked),
    page: (asked) => refusals[knobs.partitions.get(partition) ?? "ok"] ?? route.page(asked),
  };
}

const refusals: Readonly<Record<string, Refusal>> = {
  gone: { status: 404, error: "not_found" },
  closed: { status: 403, error: "forbidden" },
};

/** The part of a world that is in one partition. */
function worldOf(partition: string, { world, plan, knobs }: Tools): World {
  const has = (id: string): boolean =>
    knobs.partitions.get(partition) !== "empty" && partitionOf(id, plan.source, knobs) === partition;
  let kept: { key: readonly unknown[]; own: readonly Version[] } | undefined;
  return {
    ...world,
    alive: () => world.alive().filter(has),
    history: (id) => (has(id) ? world.history(id) : []),
    ids: () => world.ids().filter(has),
    truth: (at) => world.truth(at).filter(({ id }) => has(id)),
    // The same list as long as the world shows the same, so that what was made of it can be kept.
    visible(at) {
      const key = [world.visible(at), knobs.partitions, knobs.movedTo];
      if (kept === undefined || kept.key.some((part, index) => part !== key[index]))
        kept = { key, own: world.visible(at).filter(({ id }) => has(id)) };
      return kept.own;
    },
    watch: (listener) => world.watch((version) => (has(version.id) ? listener(version) : undefined)),
  };
}
