import { properties } from "../../generators/index.ts";
import type { Field } from "../source/field-schema.ts";
import type { Plan } from "../plan/schema.ts";
import type { Step } from "../source/path.ts";
import { steps } from "./cells.ts";
import type { ShapeNode } from "./types.ts";

type Leaf = { path: Step[]; type: string };

/** The members of a record that the sync reads, and no others, as one tree. */
export function recordShape(plan: Plan): ShapeNode[] {
  const root: ShapeNode = { name: "", list: false, members: [] };
  for (const { path, type } of leaves(plan)) insert(root, path, type);
  return root.members;
}

function leaves(plan: Plan): Leaf[] {
  const { list, changes, where, deletes } = plan.source;
  const conditions = [where, ...deletes.map((entry) => ("when" in entry ? entry.when : undefined))];
  return [
    { path: steps(list.id), type: "string | number" },
    ...plan.fields.filter((field) => field.from !== list.id).flatMap(fieldLeaves),
    ...(changes.kind === "none" ? [] : [{ path: steps(changes.field), type: "string" }]),
    ...conditions.flatMap((condition) =>
      condition ? [{ path: steps(condition.field), type: "unknown" }] : [],
    ),
  ];
}

function fieldLeaves(field: Field): Leaf[] {
  const counted = field.transform === "count";
  const type = counted
    ? "unknown"
    : field.transform === "epoch-s"
      ? "number"
      : properties[field.type].valueType;
  return [field.from].flat().map((path) => ({ path: steps(path), type }));
}

/** Two fields may read one value; the second reading neither adds a member nor narrows its type. */
function insert(root: ShapeNode, path: readonly Step[], type: string): void {
  let node = root;
  for (const step of path) {
    if ("each" in step) {
      node.list = true;
      continue;
    }
    let next = node.members.find((member) => member.name === step.name);
    if (!next) node.members.push((next = { name: step.name, list: false, members: [] }));
    // What has members is no plain value, even if another field only counts it.
    delete node.leaf;
    node = next;
  }
  if (node.members.length === 0)
    node.leaf =
      node.leaf === undefined || node.leaf === leafType(type, node.list)
        ? leafType(type, node.list)
        : "unknown";
}

function leafType(type: string, list: boolean): string {
  if (list) return type === "unknown" ? "unknown[] | null" : `(${type} | null)[] | null`;
  return type === "unknown" ? "unknown" : `${type} | null`;
}
