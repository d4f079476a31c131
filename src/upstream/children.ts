import { valueAt } from "../model/sample.ts";
import { childrenOf, type ChildList } from "../plan/children.ts";
import type { Plan } from "../plan/schema.ts";
import { pathNames } from "../source/path.ts";
import { isRecord, withValue } from "../world/nested.ts";
import type { DataRecord } from "../world/types.ts";
import { isAskedByDocument } from "./lookups.ts";
import { isRefusal, type Asked, type Page, type Refusal, type Route, type Row, type Tools } from "./parts.ts";
import { isHidden } from "./rows.ts";
import { takePage } from "./take-page.ts";

/** The requests for whole lists of which a record holds only the beginning. */
export function childRoutes(tools: Tools): Route[] {
  return childrenOf(tools.plan).map((child) => ({
    name: routeOfChild(child.name),
    method: child.facts.request.method,
    facts: child.facts,
    isMeant: (asked) => isAskedByDocument(child.facts, asked),
    page: (asked) => pageOf(child, asked, tools),
  }));
}

/** What the log calls requests for a list inside of a record. */
export const routeOfChild = (name: string): string => `children ${name}`;

/** A record as lists show it: of each list with pages of its own no more than they hold, and whether it goes on. */
export function cutChildren(record: DataRecord, plan: Plan): DataRecord {
  return childrenOf(plan).reduce((made, { facts }) => {
    const { list, more, holds } = facts;
    const items = valueAt(made, namesOf(list));
    if (!Array.isArray(items)) return made;
    const isLong = items.length > holds;
    const cut = isLong ? withValue(made, namesOf(list), items.slice(0, holds)) : made;
    return withValue(cut, namesOf(more), isLong);
  }, record);
}

function pageOf({ facts }: ChildList, asked: Asked, tools: Tools): Page | Refusal {
  const id = decoded(asked.slot("id") ?? "");
  const version = tools.world.history(id).findLast(({ visibleAt }) => visibleAt <= asked.now);
  if (version === undefined || version.what === "delete" || isHidden(id, tools.knobs))
    return { status: 404, error: "not_found" };
  const items = valueAt(version.values, namesOf(facts.list));
  const all = (Array.isArray(items) ? (items as unknown[]) : []).filter(isRecord);
  const rows = all.map((values, place): Row => ({
    ...{ id: String(place), version: { ...version, values }, isNoise: false },
    sort: place,
  }));
  // Places are counted off, so that a list which changes shifts underneath its reader.
  const selection = { rows, isDescending: false, isMoving: true };
  const page = takePage({ facts, asked, selection, tools });
  return isRefusal(page) ? page : { ...page, print: (row) => row.version.values };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function namesOf(path: string): string[] {
  return pathNames(path) ?? [];
}
