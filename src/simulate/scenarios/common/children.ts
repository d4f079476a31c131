import { childrenOf, type ChildList } from "../../../plan/children.ts";
import { pathsOf } from "../../../source/choices.ts";
import type { Field } from "../../../source/field-schema.ts";
import type { Stage, Subject } from "../../types.ts";
import type { Condition } from "./applies.ts";

/** A list inside of the records with pages of its own, and a property that shows its items. */
export function childOf({ plan }: Pick<Subject, "plan">): { child: ChildList; field: Field } | undefined {
  for (const child of childrenOf(plan)) {
    const field = plan.fields.find(
      ({ from, transform }) =>
        transform !== "count" && pathsOf(from).some((path) => path.startsWith(`${child.facts.list}[].`)),
    );
    if (field) return { child, field };
  }
  return undefined;
}

/** Some list inside of the records goes on beyond what they hold. */
export const hasChildren: Condition = (subject) =>
  childOf(subject) !== undefined || "its records hold their lists whole";

/** Gives records lists of so many items; `word` tells one list from another. */
export function lengthen(
  { world, subject }: Stage,
  ids: readonly string[],
  { count, word }: { count: number; word: string },
): void {
  const found = childOf(subject);
  if (found === undefined) return;
  const items = Array.from({ length: count }, (_, place) => `${word} ${place + 1}`);
  for (const id of ids) world.edit(id, { set: { [found.field.name]: items } });
}

/** As many items as three pages of the list hold, or as many as there may be. */
export function manyItems(subject: Subject): number {
  const { facts } = childOf(subject)?.child ?? {};
  if (facts === undefined) return 0;
  return Math.min(facts.most, Math.max(facts.holds + 1, 2 * (facts.page.size?.value ?? 30) + 3));
}
