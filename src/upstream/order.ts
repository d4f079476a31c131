import type { Plan } from "../plan/schema.ts";
import type { RequestFacts } from "../source/schema.ts";

/** What the API sorts by, and in which direction. */
export type Order = { by: "id" | "created" | "changed"; isDescending: boolean };

type Wanted = { query: URLSearchParams; plan: Plan; route: "list" | "changes" };

const orderName = /sort|order|direction/i;

/**
 * The order of an answer. The plan's fixed parameters say what each value means: what the list's request sends is the
 * order of creation, what the changes' sends the order of change. Who leaves such a parameter out gets the newest first,
 * which is what most APIs do by default.
 */
export function readOrder({ query, plan, route }: Wanted): Order {
  const { list, changes } = plan.source;
  const listOrder = orderParts(list.request);
  const changesOrder = changes.kind === "none" ? new Map<string, string>() : orderParts(changes.request);
  const isShared = changes.kind !== "none" && changes.request.path === list.request.path;
  const own = route === "list" ? listOrder : changesOrder;
  const known = isShared ? new Map([...listOrder, ...changesOrder]) : own;
  if (known.size === 0) return plainOrder(plan, route);
  const sent = [...known.keys()].map((name) => query.get(name));
  const isDescending = sent.some((value) => value === null || /desc|^-/i.test(value));
  const isChanged = [...known.keys()].some((name) => {
    const value = query.get(name) ?? "";
    return (
      /updat|modif|chang/i.test(value) || (changesOrder.get(name) === value && listOrder.get(name) !== value)
    );
  });
  // Pages that begin after an id make sense in the order of the ids alone.
  if (route === "list" && list.page.kind === "last-id") return { by: "id", isDescending };
  return { by: isChanged ? "changed" : "created", isDescending };
}

function plainOrder(plan: Plan, route: "list" | "changes"): Order {
  if (route === "changes") return { by: "changed", isDescending: false };
  return { by: "id", isDescending: plan.source.list.order === "moving" };
}

function orderParts({ query }: RequestFacts): Map<string, string> {
  const parts = Object.entries(query).map(([name, value]) => [name, String(value)] as const);
  return new Map(parts.filter(([name]) => orderName.test(name)));
}
