import type { ChangeStream } from "../source/changes-schema.ts";
import { listsDeleted } from "../source/told.ts";
import { askAs, type Parsed } from "./ask.ts";
import type { ChangeKind, VersionTest } from "./changes/kind.ts";
import { changeKinds } from "./changes/index.ts";
import { readFilter, showsFlagged } from "./filters.ts";
import { logRoutes } from "./delete-log.ts";
import { readOrder } from "./order.ts";
import { childRoutes } from "./children.ts";
import { lookupRoutes } from "./lookups.ts";
import { isRefusal, type Asked, type Page, type Refusal, type Route, type Tools } from "./parts.ts";
import type { RowReader } from "./rows.ts";
import { fitsPath } from "./slots.ts";
import { pagingOf, takePage } from "./take-page.ts";

export type { Route } from "./parts.ts";

/** The routes of a source, the more particular first. */
export function routesOf(tools: Tools, rows: RowReader): Route[] {
  const { plan } = tools;
  const { list, changes } = plan.source;
  pagingOf(list.page);
  if (changes.kind !== "none") pagingOf(changes.page);
  const listRoute: Route = {
    name: "list",
    method: list.request.method,
    facts: list,
    isMeant: () => true,
    page: (asked) => {
      const order = readOrder({ query: asked.query, plan, route: "list" });
      const filter = readFilter(asked.query, list.request, plan);
      const isFlagged = listsDeleted(plan.source.deletes) && showsFlagged(asked.query, list.request);
      const test = isFlagged ? filter.holds : isListed(filter);
      const found = rows({ order, now: asked.now, key: `list ${filter.key} ${isFlagged}`, test });
      const isMoving = list.order === "moving";
      const selection = { rows: found, isDescending: order.isDescending, isMoving };
      const taken = takePage({ facts: list, asked, selection, tools });
      if (isRefusal(taken)) return taken;
      const page =
        changes.kind === "none"
          ? taken
          : (kindOf(changes).list?.({ facts: changes, asked, tools, page: taken }) ?? taken);
      if (list.total === undefined) return page;
      return { ...page, members: [...page.members, { path: list.total, value: found.length }] };
    },
  };
  const beside = [...logRoutes(tools, rows, takePage), ...lookupRoutes(tools), ...childRoutes(tools)];
  if (changes.kind === "none") return [...beside, listRoute];
  const others = kindOf(changes).routes?.(changes, tools) ?? [];
  return [...beside, ...others, changesRoute({ changes, tools, rows }), listRoute];
}

/** The route for a request whose path fits one; `asked` is the request as that route reads it. */
export function findRoute(
  routes: readonly Route[],
  parsed: Parsed,
  { base, now }: { base: URL; now: number },
): { route: Route; asked: Asked } | { allow: string } | undefined {
  const prefix = base.pathname.replace(/\/$/, "");
  const { pathname } = parsed.url;
  if (!pathname.startsWith(prefix)) return undefined;
  const path = pathname.slice(prefix.length);
  const fitting = routes.filter(({ facts }) => fitsPath(facts.request.path, path));
  if (fitting.length === 0) return undefined;
  const open = fitting.filter(({ method }) => method === parsed.request.method.toUpperCase());
  for (const route of open) {
    const asked = askAs(parsed, route.facts, { path, now });
    if (fitting.length === 1 || route.isMeant(asked)) return { route, asked };
  }
  return { allow: [...new Set(fitting.map(({ method }) => method))].join(", ") };
}

function changesRoute(input: { changes: ChangeStream; tools: Tools; rows: RowReader }): Route {
  const { changes, tools, rows } = input;
  const { plan } = tools;
  const kind = kindOf(changes);
  const hasTombstones = plan.source.deletes.some(({ kind }) => showing.has(kind));
  return {
    name: "changes",
    method: changes.request.method,
    facts: changes,
    isMeant: (asked) => kind.isMeant(changes, asked, tools),
    page: (asked) => {
      const order = readOrder({ query: asked.query, plan, route: "changes" });
      const filter = readFilter(asked.query, changes.request, plan);
      const isShown =
        hasTombstones && (!listsDeleted(plan.source.deletes) || showsFlagged(asked.query, changes.request));
      const test: VersionTest = {
        key: `changes ${filter.key} ${isShown}`,
        holds: (version) => (version.what !== "delete" || isShown) && filter.holds(version),
      };
      const selection = kind.select({ facts: changes, asked, order, tools, rows, test });
      if (isRefusal(selection)) return selection;
      const take = (given: Asked, by = tools): Page | Refusal =>
        takePage({ facts: changes, asked: given, selection, tools: by });
      return kind.page?.({ facts: changes, asked, selection, tools, take }) ?? take(asked);
    },
  };
}

/** Ways of deletion by which a deleted record shows up among the changes. */
const showing: ReadonlySet<string> = new Set(["tombstone", "flag", "event"]);

function kindOf({ kind: name }: ChangeStream): ChangeKind {
  // The registry has one entry per kind, so the entry fits the facts whose kind it was looked up with.
  const kind = changeKinds[name] as ChangeKind | undefined;
  if (kind === undefined) throw new Error(`No fake of changes: ${name}`);
  return kind;
}

function isListed({ holds }: VersionTest): VersionTest["holds"] {
  return (version) => version.what !== "delete" && holds(version);
}
