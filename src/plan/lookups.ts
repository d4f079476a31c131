import { isDeepStrictEqual } from "node:util";
import type { Field } from "../source/field-schema.ts";
import type { LookupFacts, PageFacts } from "../source/schema.ts";
import type { Plan } from "./schema.ts";

/** A directory that a plan's fields read, and the fields that do. */
export type Lookup = { name: string; facts: LookupFacts; fields: Field[] };

/** The directories that are read at all, in the order of the fields that read them. */
export function lookupsOf({ source, fields }: Pick<Plan, "source" | "fields">): Lookup[] {
  const all = new Map(Object.entries(source.lookups ?? {}));
  const found = new Map<string, Lookup>();
  for (const field of fields) {
    const facts = all.get(field.lookup ?? "");
    if (field.lookup === undefined || facts === undefined) continue;
    const lookup = found.get(field.lookup) ?? { name: field.lookup, facts, fields: [] };
    lookup.fields.push(field);
    found.set(field.lookup, lookup);
  }
  return [...found.values()];
}

/** The directories that come with one answer: a list of pipelines, and the stages inside of them. */
export function comingWith({ facts }: Pick<Lookup, "facts">, all: readonly Lookup[]): Lookup[] {
  return all.filter(
    (other) => other.facts.records === facts.records && isDeepStrictEqual(other.facts.request, facts.request),
  );
}

/** The most requests that reading a directory takes: those that all entries it may have fill, and one for an empty page at the end. */
export function mostPages({ page, most }: LookupFacts): number {
  return page.kind === "single" ? 1 : Math.ceil(most / entriesAPage(page)) + 1;
}

/** Requests for the directories of one page of records, taking each to be as short as directories mostly are. */
export function usualReads(plan: Pick<Plan, "source" | "fields">): number {
  return lookupsOf(plan).length;
}

const usualEntries = 50;

function entriesAPage({ size }: PageFacts): number {
  return size?.value ?? usualEntries;
}
