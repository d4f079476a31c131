import { properties } from "../../generators/index.ts";
import { choicesOf } from "../source/choices.ts";
import type { Field } from "../source/field-schema.ts";
import { isEvery, parsePath, type Step } from "../source/path.ts";
import type { CellNode, PropertyNode, ValueNode } from "./types.ts";

/** A path of a checked plan as steps. */
export function steps(path: string): Step[] {
  const parsed = parsePath(path);
  if (!parsed) throw new Error(`Unchecked path in a plan: ${path}`);
  return parsed;
}

/** A single value of a record, such as its id. */
export function valueAt(record: string, path: string): ValueNode {
  return firstAt(record, [path]);
}

/** The value at the first of several paths that has one. */
export function firstAt(record: string, paths: readonly string[]): ValueNode {
  return { record, choices: paths.map((path) => [steps(path)]), list: false, blankIsNone: true };
}

/** How a field is declared in the schema. */
export function propertyNode(field: Field): PropertyNode {
  const options = field.options ?? (field.labels && [...new Set(Object.values(field.labels))]);
  const isChoice = field.type === "select" || field.type === "multiSelect";
  return {
    name: field.name,
    method: properties[field.type].method,
    noOptions: isChoice && options === undefined,
    ...(field.format !== undefined && { format: field.format }),
    ...(field.to !== undefined && { to: field.to }),
    ...(isChoice && options !== undefined && { options }),
  };
}

const split = (template: string): [string, string] => {
  const [before = "", after = ""] = template.split("$value");
  return [before, after];
};

/** How a field's value gets from a record into its cell. */
export function cellNode(field: Field, record: string): CellNode {
  const choices = choicesOf(field.from).map((choice) => choice.map(steps));
  const list = field.type === "multiSelect";
  const isList = choices.flat(2).some(isEvery);
  const transform = field.transform ?? (isList && !list ? "join" : undefined);
  return {
    name: field.name,
    cell: properties[field.type].cell,
    value: {
      record,
      choices,
      list,
      blankIsNone: properties[field.type].valueType === "string",
      ...(transform !== undefined && { transform }),
      ...(field.lookup !== undefined && { lookup: field.lookup }),
      ...(field.template !== undefined && { around: split(field.template) }),
    },
    ...(field.type === "title" && { empty: field.empty ?? "Untitled" }),
    ...(field.labels !== undefined && {
      labels: Object.entries(field.labels).map(([raw, label]) => ({ raw, label })),
    }),
  };
}
