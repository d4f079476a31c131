import { valueAt } from "../model/sample.ts";
import type { Plan } from "../plan/schema.ts";
import { pathsOf } from "../source/choices.ts";
import { pathNames } from "../source/path.ts";
import type { RequestFacts } from "../source/schema.ts";
import type { VersionTest } from "./changes/kind.ts";

type Filter = { name: string; path: string[]; all: string; usual: string | undefined };

/**
 * Filters of a query by a field of the record that the plan's request switches off, such as `state=all`: another value
 * of that parameter keeps the records that have it, and without the parameter the API keeps those of its first value.
 */
export function readFilter(query: URLSearchParams, request: RequestFacts, plan: Plan): VersionTest {
  const tests = filtersOf(request, plan).flatMap(({ name, path, all, usual }) => {
    const wanted = query.get(name) ?? usual;
    return wanted === undefined || wanted === all ? [] : [{ path, wanted }];
  });
  return {
    key: tests.map(({ path, wanted }) => `${path.join(".")}=${wanted}`).join("&"),
    holds: ({ values, what }) =>
      what === "delete" || tests.every(({ path, wanted }) => String(valueAt(values, path)) === wanted),
  };
}

const visibility = /archiv|delet|trash|inactiv|disabled|hidden/i;

/**
 * Whether a query asks for flagged records, too: with the parameters by which the plan's request does, such as
 * `archived=true`. Where that has none, the API always shows them.
 */
export function showsFlagged(query: URLSearchParams, request: RequestFacts): boolean {
  return Object.entries(request.query).every(
    ([name, value]) => !visibility.test(name) || query.get(name) === String(value),
  );
}

function filtersOf({ query }: RequestFacts, plan: Plan): Filter[] {
  return Object.entries(query).flatMap(([name, all]) => {
    const field = plan.fields.find(({ from }) => pathsOf(from).includes(name));
    const path = pathNames(name);
    if (field === undefined || path === undefined) return [];
    const usual = Object.keys(field.labels ?? {})[0] ?? field.options?.[0];
    return [{ name, path, all: String(all), usual }];
  });
}
