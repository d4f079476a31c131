import { comingWith, lookupsOf, type Lookup } from "../plan/lookups.ts";
import { pathNames } from "../source/path.ts";
import type { LookupFacts } from "../source/schema.ts";
import { isRecord, withValue } from "../world/nested.ts";
import type { DirectoryEntry, Version } from "../world/types.ts";
import { hasFixedQuery } from "./changes/bounds.ts";
import { isRefusal, type Asked, type Page, type Refusal, type Route, type Row, type Tools } from "./parts.ts";
import { pagingOf, takePage } from "./take-page.ts";

/** The requests for directories. They come before all others, because only they are told by what they ask for. */
export function lookupRoutes(tools: Tools): Route[] {
  return lookupsOf(tools.plan).map(({ name, facts }) => {
    pagingOf(facts.page);
    return {
      name: routeOfLookup(name),
      method: facts.request.method,
      facts,
      isMeant: (asked) => isAskedByDocument(facts, asked),
      page: (asked) => pageOf(name, { facts, asked, tools }),
    };
  });
}

/** What the log calls requests for a directory. */
export const routeOfLookup = (name: string): string => `lookup ${name}`;

function pageOf(
  name: string,
  { facts, asked, tools }: { facts: LookupFacts; asked: Asked; tools: Tools },
): Page | Refusal {
  const entries = elementsOf({ name, facts }, { asked, tools });
  const rows = entries.map((entry, place): Row => ({
    ...{ id: entry.id, version: versionOf(entry), isNoise: false },
    sort: place,
  }));
  const selection = { rows, isDescending: false, isMoving: false };
  const page = takePage({ facts, asked, selection, tools });
  return isRefusal(page) ? page : { ...page, print: ({ version }) => version.values };
}

/** The elements of the list that holds a directory, with the entries of others inside of them. */
function elementsOf(
  lookup: Pick<Lookup, "name" | "facts">,
  { asked, tools }: { asked: Asked; tools: Tools },
): DirectoryEntry[] {
  const entriesOf = (name: string) => [...tools.world.directories.entries(name, asked.now)];
  const nested = comingWith(lookup, lookupsOf(tools.plan)).filter(({ facts }) => facts.inside !== undefined);
  if (nested.length === 0) return entriesOf(lookup.name);
  const outer = comingWith(lookup, lookupsOf(tools.plan)).find(({ facts }) => facts.inside === undefined);
  const own = outer === undefined ? [] : entriesOf(outer.name);
  const elements = own.length > 0 ? own : ["1", "2", "3"].map((id) => ({ id, values: {} }));
  return elements.map(({ id, values }, place) => {
    const filled = nested.reduce((element, { name, facts }) => {
      const inside = entriesOf(name).filter((_entry, index) => index % elements.length === place);
      return withValue(
        element,
        pathNames(facts.inside ?? "") ?? [],
        inside.map((entry) => entry.values),
      );
    }, values);
    return { id, values: filled };
  });
}

/** An entry, as if it had always been so. */
function versionOf({ id, values }: DirectoryEntry): Version {
  return { id, number: 0, what: "create", at: 0, updatedAt: 0, visibleAt: 0, createdAt: 0, values };
}

/** Whether a request to a path that others may share is for this list: a document asks for it, or its fixed parameters are there. */
export function isAskedByDocument(
  { request, records }: Pick<LookupFacts, "request" | "records">,
  asked: Asked,
): boolean {
  const query = isRecord(asked.body) ? asked.body["query"] : undefined;
  if (request.body === undefined || typeof query !== "string") return hasFixedQuery(request.query, asked);
  const first = /^[^{]*\{\s*(?:\w+\s*:\s*)?(\w+)/.exec(query)?.[1];
  return pathNames(records)?.find((name) => name !== "data") === first;
}
