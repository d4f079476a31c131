import { ts } from "ts-morph";
import { indexAssignments, type Assignments } from "./assignments.ts";
import { indexCallers, indexWalkers } from "./callers.ts";
import { feedsOf } from "./feeds.ts";
import { takeInventory, type Inventory } from "./inventory.ts";
import { membersOf } from "./members.ts";
import { reachedFrom } from "./reached.ts";
import { stepFrom } from "./step.ts";
import type { Program } from "./program.ts";
import { bare, isFunction, type FunctionNode } from "./syntax.ts";

export type Call = ts.CallExpression | ts.NewExpression;

/**
 * Follows values through a program without running it: names to what they were given, parameters to the arguments of
 * every call, properties to what was put there, calls to what they return. It does not know which call came before
 * which; so an answer is what *may* be there. What cannot be followed is its own origin.
 */
export type Flow = {
  program: Program;
  checker: ts.TypeChecker;
  assignments: Assignments;
  /** Where a value may come from: literals, functions, declarations of parameters, calls nobody can look into. */
  origins(node: ts.Node): readonly ts.Node[];
  /** The origins of a property of a value; none if nothing is known of it. */
  members(owner: ts.Node, name: string): readonly ts.Node[];
  /** The functions of the project that an expression may stand for. */
  functions(node: ts.Node): FunctionNode[];
  /** Every call of a function of the project. */
  callers(node: FunctionNode): readonly Call[];
  /** Every call of a method that is handed a function of the project by its name: `list.map(toRow)`. */
  walkers(node: FunctionNode): readonly Call[];
  /** Which properties of which objects are being asked for at this moment. */
  asked: Map<ts.Node, ReadonlySet<string>>;
  /** What values are made from, as far as somebody asked for their feeds. */
  made: Map<ts.Node, readonly ts.Node[]>;
  /** Whether any object or class of the project gives a property of this name a value. */
  mayDeclare(name: string): boolean;
  /** Whether Notion calls this function. */
  isEntry(node: ts.Node): boolean;
  /** The same program seen from some of its calls only. */
  within(inner: { has: (call: Call) => boolean; entries: ReadonlySet<ts.Node> }): Flow;
  /** These functions and every function they may call or hand on. */
  reached(from: readonly FunctionNode[]): ReadonlySet<FunctionNode>;
  /**
   * Everything a value is made from, the value itself included: its origins, their operands, and so on. `stop` says
   * behind which nodes not to look.
   */
  feeds(node: ts.Node, stop?: (node: ts.Node) => boolean): ReadonlySet<ts.Node>;
};

// Far above what a worker needs; a program that goes beyond is answered with what was found until then.
const mostSteps = 50_000;
const mostDepth = 300;

/** Which calls and which entries a Flow takes into account; a sync's own Flow leaves out the calls of other syncs. */
export type Scope = {
  callersOf: (node: FunctionNode) => readonly Call[];
  walkersOf: (node: FunctionNode) => readonly Call[];
  /** Functions that Notion calls: their parameters hold more than any call of the project says. */
  entries: ReadonlySet<ts.Node>;
};

/** What all Flows of a program share: `known` has the origins that do not depend on who calls. */
type Shared = {
  program: Program;
  assignments: Assignments;
  inventory: Inventory;
  known: Map<ts.Node, readonly ts.Node[]>;
};

/** Makes the Flow of a program. Nothing is followed before it is asked for, but for the calls, which are indexed. */
export function makeFlow(program: Program): Flow {
  const inventory = takeInventory(program);
  const shared: Shared = { program, assignments: indexAssignments(program), inventory, known: new Map() };
  let callers = new Map<FunctionNode, Call[]>();
  let walkers = new Map<FunctionNode, Call[]>();
  const scope: Scope = {
    callersOf: (node) => callers.get(node) ?? [],
    walkersOf: (node) => walkers.get(node) ?? [],
    entries: new Set(),
  };
  // A callback is found only when the calls of those who take it are known: each round sees one level more.
  for (let round = 0; round < 3; round += 1) {
    callers = indexCallers(scopedFlow(shared, scope), inventory.calls);
  }
  walkers = indexWalkers(scopedFlow(shared, scope), inventory.calls);
  return scopedFlow(shared, scope);
}

function scopedFlow(shared: Shared, scope: Scope): Flow {
  const { program, assignments, inventory } = shared;
  const called = new Map<FunctionNode, readonly Call[]>();
  const origins = makeOrigins(shared.known, (node) => stepFrom(flow, node));
  const flow: Flow = {
    program,
    checker: program.checker,
    assignments,
    asked: new Map(),
    made: new Map(),
    mayDeclare: (name) => inventory.memberNames.has(name),
    isEntry: (node) => {
      origins.dependsOnCalls();
      return scope.entries.has(node);
    },
    origins: origins.of,
    members: (owner, name) => membersOf(flow, owner, name),
    functions: (node) => origins.of(node).filter(isFunction),
    callers: (node) => {
      origins.dependsOnCalls();
      const calls = called.get(node) ?? scope.callersOf(node);
      called.set(node, calls);
      return calls;
    },
    walkers: (node) => {
      origins.dependsOnCalls();
      return scope.walkersOf(node);
    },
    reached: (from) => reachedFrom(flow, from),
    feeds: (node, stop) => feedsOf(flow, node, stop),
    within: (inner) =>
      scopedFlow(shared, {
        callersOf: (node) => scope.callersOf(node).filter(inner.has),
        walkersOf: (node) => scope.walkersOf(node).filter(inner.has),
        entries: inner.entries,
      }),
  };
  return flow;
}

type Origins = {
  of: (node: ts.Node) => readonly ts.Node[];
  /** Whoever is being followed at this moment depends on who calls: the answer is kept for this Flow alone. */
  dependsOnCalls: () => void;
};

function makeOrigins(
  shared: Map<ts.Node, readonly ts.Node[]>,
  step: (node: ts.Node) => readonly ts.Node[],
): Origins {
  const known = new Map<ts.Node, readonly ts.Node[]>();
  const active = new Set<ts.Node>();
  let steps = 0;
  let wasCut = false;
  let isScoped = false;

  function of(node: ts.Node): readonly ts.Node[] {
    const start = ts.isExpression(node) ? bare(node) : node;
    const general = shared.get(start);
    if (general) return general;
    const before = known.get(start);
    if (before) isScoped = true;
    return before ?? follow(start);
  }

  function follow(start: ts.Node): readonly ts.Node[] {
    if (active.size === 0) steps = 0;
    steps += 1;
    if (active.has(start) || active.size > mostDepth || steps > mostSteps) {
      wasCut = true;
      return [];
    }
    const [wasCutBefore, wasScopedBefore] = [wasCut, isScoped];
    wasCut = isScoped = false;
    active.add(start);
    const found = new Set<ts.Node>();
    for (const next of step(start)) {
      if (next === start) found.add(start);
      else for (const origin of of(next)) found.add(origin);
    }
    active.delete(start);
    const result = [...found];
    // A circle was cut further in: the answer is whole only for whoever asked first.
    if (!wasCut || active.size === 0) (isScoped ? known : shared).set(start, result);
    wasCut = active.size > 0 && (wasCut || wasCutBefore);
    isScoped = active.size > 0 && (isScoped || wasScopedBefore);
    return result;
  }

  return { of, dependsOnCalls: () => void (isScoped = true) };
}
