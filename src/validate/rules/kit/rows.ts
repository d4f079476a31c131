import { ts } from "ts-morph";
import type { Flow } from "../../code/flow.ts";
import { stepFrom } from "../../code/step.ts";
import { bare, isInside } from "../../code/syntax.ts";
import { propertyName } from "../../facts/databases.ts";
import { entriesOf } from "../../facts/entries.ts";
import { isUndefined, type Presence } from "../../facts/presence.ts";
import { textOf } from "../../facts/registered.ts";
import type { DatabaseFacts, Facts, SyncFacts, Upsert } from "../../facts/types.ts";
import { laterCells } from "./later.ts";

/** A property that a row gives: where, what, and whether in every case. */
export type Cell = { name: string; at: ts.Node; values: readonly ts.Node[]; presence: Presence };

/** The properties of an upsert, as one object that is written out. */
export type Row = {
  sync: SyncFacts;
  upsert: Upsert;
  object: ts.ObjectLiteralExpression;
  /** Undefined where nobody can say to which database it goes. */
  database: DatabaseFacts | undefined;
  cells: ReadonlyMap<string, Cell>;
  /** False where something of it could not be followed: then no rule may say what is not in it. */
  isWhole: boolean;
};

const known = new WeakMap<Facts, Row[]>();

/** Every row that the syncs of a worker write, as far as it could be followed. */
export function rowsOf(facts: Facts): Row[] {
  const rows =
    known.get(facts) ??
    facts.syncs.flatMap((sync) => sync.upserts.flatMap((upsert) => readRows(facts, sync, upsert)));
  known.set(facts, rows);
  return rows;
}

/** The database an upsert goes to; undefined where nobody can say. */
export function targetOf(facts: Facts, sync: SyncFacts, upsert: Upsert): DatabaseFacts | undefined {
  const named = sync.flow.members(upsert.node, "targetDatabaseKey");
  if (named.length === 0) return sync.database;
  const keys = new Set(named.map((node) => textOf(sync.flow, node)));
  const [key] = keys;
  return keys.size === 1 ? facts.databases.find((each) => key !== undefined && each.key === key) : undefined;
}

function readRows(facts: Facts, sync: SyncFacts, upsert: Upsert): Row[] {
  const database = targetOf(facts, sync, upsert);
  return upsert.properties.filter(ts.isObjectLiteralExpression).map((object) => {
    const { cells, isWhole } = readCells(sync.flow, object, new Set());
    return { sync, upsert, object, database, cells, isWhole };
  });
}

type Cells = { cells: Map<string, Cell>; isWhole: boolean };

function readCells(flow: Flow, object: ts.ObjectLiteralExpression, seen: ReadonlySet<ts.Node>): Cells {
  const found: Cells = { cells: new Map(), isWhole: true };
  const inner = new Set([...seen, object]);
  for (const property of object.properties) {
    if (ts.isSpreadAssignment(property)) {
      addSpread(found, property, readSpread(flow, property.expression, inner));
      continue;
    }
    const name = propertyName(flow, property);
    const value = ts.isPropertyAssignment(property) ? property.initializer : property.name;
    if (name === undefined || !value) found.isWhole = false;
    else {
      const presence = mayBeUndefined(flow, value) ? "maybe" : "given";
      found.cells.set(name, { name, at: property, values: [value], presence });
    }
  }
  const later = laterCells(flow, object);
  for (const cell of later.cells) {
    const before = found.cells.get(cell.name);
    // What the object had from the start it keeps, whether or not something else is put there.
    if (before?.presence !== "given") found.cells.set(cell.name, cell);
    else found.cells.set(cell.name, { ...before, values: [...before.values, ...cell.values] });
  }
  return { cells: found.cells, isWhole: found.isWhole && later.isWhole };
}

function addSpread(into: Cells, spread: ts.SpreadAssignment, { cells, isWhole }: Cells): void {
  into.isWhole &&= isWhole;
  for (const [name, cell] of cells) {
    const before = into.cells.get(name);
    if (cell.presence === "given" || !before) into.cells.set(name, { ...cell, at: spread });
  }
}

function readSpread(flow: Flow, expression: ts.Expression, seen: ReadonlySet<ts.Node>): Cells {
  const origins = flow.origins(expression).filter((origin) => !seen.has(origin));
  const parts = origins.flatMap((origin): Cells[] => {
    // `...(due ? { … } : {})`: the empty one has no name by which anything could come in later.
    const isEmpty = ts.isObjectLiteralExpression(origin) && origin.properties.length === 0;
    if (isEmpty && isInside(origin, expression)) return [{ cells: new Map(), isWhole: true }];
    if (ts.isObjectLiteralExpression(origin)) return [readCells(flow, origin, seen)];
    const entries = entriesOf(flow, origin);
    if (entries)
      return [
        { cells: new Map([...entries].map((entry) => [entry[0], cellOf(entry, expression)])), isWhole: true },
      ];
    const isNothing = isUndefined(origin) || /^(null|false|"")$/.test(origin.getText());
    return [{ cells: new Map(), isWhole: isNothing }];
  });
  // `...(task.due && { … })` and `...(found ?? { … })`: what stands left may be nothing, or anything.
  const isConditional = ts.isBinaryExpression(bare(expression));
  const cells = new Map<string, Cell>();
  for (const name of new Set(parts.flatMap((part) => [...part.cells.keys()]))) {
    const all = parts.map((part) => part.cells.get(name));
    const isGiven = !isConditional && all.every((cell) => cell?.presence === "given");
    const values = all.flatMap((cell) => cell?.values ?? []);
    cells.set(name, { name, at: expression, values, presence: isGiven ? "given" : "maybe" });
  }
  return { cells, isWhole: parts.every((part) => part.isWhole) };
}

function cellOf([name, values]: readonly [string, readonly ts.Node[]], at: ts.Node): Cell {
  return { name, at, values, presence: "given" };
}

function mayBeUndefined(flow: Flow, given: ts.Node, seen: ReadonlySet<ts.Node> = new Set()): boolean {
  const node = ts.isExpression(given) ? bare(given) : given;
  if (isUndefined(node)) return true;
  if (seen.has(node) || seen.size > 20) return false;
  const inner = new Set([...seen, node]);
  if (ts.isBinaryExpression(node)) {
    const isDefault = /^(\?\?|\|\|)$/.test(node.operatorToken.getText());
    return isDefault && mayBeUndefined(flow, node.right, inner);
  }
  const next = stepFrom(flow, node).filter((each) => each !== node);
  return next.some((each) => mayBeUndefined(flow, each, inner));
}
