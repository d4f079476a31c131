import type { Facts, LookupFacts, PageFacts, RequestFacts } from "../../source/schema.ts";
import { logOf, type DeleteLogFacts } from "../../source/told.ts";
import type { FieldPath } from "../field-path.ts";

/** A request whose answers come in pages: what it is, where it and its page stand in the plan, and how a message calls it. */
export type PagedStream = {
  request: RequestFacts;
  page: PageFacts;
  at: FieldPath;
  part: string;
  /** All its facts, for what else is sent. */
  facts: Facts["list"] | Exclude<Facts["changes"], { kind: "none" }> | DeleteLogFacts | LookupFacts;
};

/** The requests of a source that come in pages of their own: the list, the changes, the log of deletions. */
export function pagedStreams({ list, changes, deletes }: Facts): PagedStream[] {
  const log = logOf(deletes);
  const index = deletes.findIndex((entry) => entry === log);
  const of = (facts: PagedStream["facts"], at: FieldPath, part: string): PagedStream => {
    const { request, page } = facts;
    return { request, page, at: ["source", ...at], part, facts };
  };
  return [
    of(list, ["list"], "list"),
    ...(changes.kind === "none" ? [] : [of(changes, ["changes"], "changes")]),
    ...(log ? [of(log, ["deletes", index], `deletes[${index}]`)] : []),
  ];
}

/** The directories of a source, whose pages become no changes. */
export function lookupStreams({ lookups }: Facts): PagedStream[] {
  return Object.entries(lookups ?? {}).map(([name, facts]) => {
    const { request, page } = facts;
    return { request, page, at: ["source", "lookups", name], part: `lookups.${name}`, facts };
  });
}
