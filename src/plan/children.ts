import { pathsOf } from "../source/choices.ts";
import type { ChildFacts } from "../source/schema.ts";
import type { Plan } from "./schema.ts";

/** A list inside of the records that goes on beyond what a record holds. */
export type ChildList = { name: string; facts: ChildFacts };

/** The lists with pages of their own that the fields of a plan read. */
export function childrenOf({ source, fields }: Pick<Plan, "source" | "fields">): ChildList[] {
  const paths = fields.flatMap(({ from }) => pathsOf(from));
  return Object.entries(source.children ?? {})
    .filter(([, { list }]) => paths.some((path) => path.startsWith(`${list}[]`)))
    .map(([name, facts]) => ({ name, facts }));
}

/** The most requests that one such list takes: those that all its items fill, and one for an empty page at the end. */
export function mostChildPages({ page, most }: ChildFacts): number {
  const size = page.size?.value ?? 50;
  return Math.ceil(most / size) + (page.kind === "relay" ? 0 : 1);
}
