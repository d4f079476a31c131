import { pathsOf } from "../../../source/choices.ts";
import type { Field } from "../../../source/field-schema.ts";
import type { Subject } from "../../types.ts";

/** A property of one of these types that a scenario may set: not the id, not a time by which the API works. */
export function fieldOf({ plan }: Subject, types: readonly Field["type"][]): Field | undefined {
  return settable(plan).find((field) => types.includes(field.type));
}

/** Every property that a scenario may set or empty. */
export function fieldsOf({ plan }: Subject): readonly Field[] {
  return settable(plan);
}

/** A select property whose values the plan knows, or that takes any. */
export function selectOf({ plan }: Subject): Field | undefined {
  return settable(plan).find(({ type }) => type === "select");
}

/** A property that takes several options, each a text of its own in the record. */
export function multiSelectOf({ plan }: Subject): Field | undefined {
  return settable(plan).find(({ type }) => type === "multiSelect");
}

/** The raw values that the plan names for a select, such as `open` of `{ open: Open }`. */
export function knownValues({ labels, options }: Field): readonly string[] {
  return labels === undefined ? (options ?? []) : Object.keys(labels);
}

function settable({ source, fields, database }: Subject["plan"]): readonly Field[] {
  const { list, changes, deletes } = source;
  const fixed = [
    list.id,
    "field" in changes ? changes.field : list.id,
    ...deletes.flatMap((each) => ("when" in each ? [each.when.field] : [])),
    ...(source.where === undefined ? [] : [source.where.field]),
  ];
  return fields.filter(
    ({ name, from }) => name !== database.primaryKey && !pathsOf(from).some((path) => fixed.includes(path)),
  );
}

/** Its value is at one place of the record, not spread over a list. */
export function isSimple({ from }: Field): boolean {
  return pathsOf(from).every((path) => !path.includes("[]"));
}
