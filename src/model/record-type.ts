import { properties } from "../../generators/index.ts";
import { pathsOf } from "../source/choices.ts";
import type { Field } from "../source/field-schema.ts";
import type { Plan } from "../plan/schema.ts";
import { changeField, printedAs } from "../source/changes-schema.ts";
import type { Step } from "../source/path.ts";
import type { ChangesFacts, Condition } from "../source/schema.ts";
import {
  entriesOf,
  marksOf,
  pathWithin,
  subjectsOf,
  type DeleteLogFacts,
  type EntryFacts,
} from "../source/told.ts";
import { steps } from "./cells.ts";
import type { ShapeNode } from "./types.ts";

type Leaf = { path: Step[]; type: string };

/** The members of a record that the sync reads, and no others, as one tree. */
export function recordShape(plan: Plan): ShapeNode[] {
  return shapeOf(leaves(plan));
}

/** The members of an entry of the changes, with the record in it where it has one. */
export function entryShape(plan: Plan, entries: EntryFacts, recordType: string): ShapeNode[] {
  const { list, deletes } = plan.source;
  const { object, type } = entries;
  const id = "string | number";
  const plain = [
    ...(entries.kind === "event-feed" ? [{ path: entries.id, type: id }] : []),
    ...(type === undefined ? [] : [{ path: type, type: "string" }]),
    ...subjectsOf(entries, list).map((path) => ({ path, type: id })),
    ...marksOf(deletes).map(({ field }) => ({ path: field, type: "unknown" })),
  ].filter(({ path }) => entries.read !== undefined || pathWithin(path, object) === undefined);
  return shapeOf([
    ...(entries.kind === "event-feed" ? [timeLeaf(entries.field, entries)] : []),
    ...plain.map(({ path, type: leaf }) => ({ path: steps(path), type: leaf })),
    ...(object === undefined || entries.read ? [] : [{ path: steps(object), type: recordType }]),
  ]);
}

/** The members of an entry in a log of deletions. */
export function logShape({ id, subject, only, field, printed }: DeleteLogFacts): ShapeNode[] {
  const ids = [id, subject].map((path) => ({ path: steps(path), type: "string | number" }));
  const time = { path: steps(field), type: printed.startsWith("epoch") ? "number" : "string" };
  return shapeOf([...ids, time, ...(only ? [{ path: steps(only.field), type: "unknown" }] : [])]);
}

/** Leaves as one tree. */
export function shapeOf(all: readonly Leaf[]): ShapeNode[] {
  const root: ShapeNode = { name: "", list: false, members: [] };
  for (const { path, type } of all) insert(root, path, type);
  return root.members;
}

function leaves(plan: Plan): Leaf[] {
  const { list, changes, where, deletes } = plan.source;
  const marks = deletes.flatMap((entry) => ("when" in entry ? [entry.when] : []));
  const entries = entriesOf(changes);
  // What marks a deleted entry is in the record only if it is inside of it.
  const own = entries ? marks.flatMap((mark) => within(mark, entries.object)) : marks;
  const conditions = [where, entries?.read?.gone, ...own];
  return [
    { path: steps(list.id), type: "string | number" },
    ...plan.fields
      .filter((field) => field.from !== list.id)
      .flatMap((field) => fieldLeaves(field, plan.fields)),
    ...changeTimeLeaves(changes),
    ...conditions.flatMap((condition) =>
      condition ? [{ path: steps(condition.field), type: "unknown" }] : [],
    ),
  ];
}

function changeTimeLeaves(changes: ChangesFacts): Leaf[] {
  const field = changeField(changes);
  if (field === undefined) return [];
  return [timeLeaf(field, changes)];
}

function timeLeaf(field: string, changes: ChangesFacts): Leaf {
  return { path: steps(field), type: printedAs(changes).startsWith("epoch") ? "number" : "string" };
}

function within(mark: Condition, object: string | undefined): Condition[] {
  const field = pathWithin(mark.field, object);
  return field === undefined ? [] : [{ ...mark, field }];
}

function fieldLeaves(field: Field, fields: readonly Field[]): Leaf[] {
  const counted = field.transform === "count";
  const type = counted
    ? "unknown"
    : field.transform === "epoch-s" || field.transform === "epoch-ms"
      ? "number"
      : field.template === undefined && field.type !== "relation"
        ? properties[field.type].valueType
        : "string | number";
  // An id that is looked up is a number in some APIs and a text in others, whatever else reads it.
  const ids = new Set(fields.flatMap((each) => (each.lookup === undefined ? [] : pathsOf(each.from))));
  return pathsOf(field.from).map((path) => ({
    path: steps(path),
    type: ids.has(path) ? "string | number" : type,
  }));
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
