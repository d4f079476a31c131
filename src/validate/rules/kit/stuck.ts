import { ts } from "ts-morph";
import { isSpreadFrom } from "../../code/names.ts";
import { nameOf } from "../../code/syntax.ts";
import { isUndefined } from "../../facts/presence.ts";
import { isState, stateFields } from "../../facts/state.ts";
import type { Envelope, SyncFacts } from "../../facts/types.ts";
import { decisionsIn } from "./conditions.ts";
import { askedPlaces, newnessOf, valuesAt, type Path } from "./places.ts";
import { leadsOut } from "./refusals.ts";
import { isConstant } from "./saved.ts";

/**
 * A place that a page saves as it came in, although the next request depends on it: the page moves no other, and either
 * nothing in the sync ever moves it, or all that decides about the next request is as it was.
 */
export function stuckPlace(sync: SyncFacts, envelope: Envelope): { at: ts.Node; path: Path } | undefined {
  const places = askedPlaces(sync);
  if (places.length === 0) return undefined;
  const still = places.filter((path) => !isMoved(sync, path));
  for (const { own, all } of writtenStates(sync, envelope)) {
    const given = places.flatMap((path) =>
      all.flatMap((each) => valuesWritten(sync, each, path).map(({ value }) => newnessOf(sync, value))),
    );
    if (given.includes("new") || all.some((each) => partsPage(sync, envelope, each))) continue;
    const asked = still.length > 0 ? still : isAsItWas(sync, own) ? places : [];
    for (const path of asked) {
      const kept = valuesWritten(sync, own, path).find(({ value }) => newnessOf(sync, value) === "kept");
      if (kept) return { at: kept.at, path };
    }
  }
  return undefined;
}

/** Whether a state moves a field that picks rows out of the page: the same page is then asked for to read on in it. */
function partsPage(sync: SyncFacts, { changes }: Envelope, state: ts.ObjectLiteralExpression): boolean {
  const picking = stateFields(
    sync,
    changes.flatMap((each) => [...sync.flow.feeds(each)]),
  );
  return [...picking.keys()].some((name) => {
    const own = propertyOf(state, name);
    return own !== undefined && newnessOf(sync, own.value) === "new";
  });
}

/** Whether any page gives a place another value than the one it had. */
function isMoved(sync: SyncFacts, path: Path): boolean {
  const saved = sync.envelopes.flatMap(({ nextStateNodes }) => nextStateNodes);
  const values = saved.flatMap((state) => valuesAt(sync, state, path));
  const [name] = path;
  // An object that nobody can look into may hold another place, and one that is written out is another than before.
  const whole = path.length === 2 ? saved.flatMap((state) => valuesAt(sync, state, [name])) : [];
  const isObject = (value: ts.Node): boolean => sync.flow.origins(value).some(ts.isObjectLiteralExpression);
  return (
    values.some((value) => newnessOf(sync, value) === "new" || isObject(value)) ||
    whole.some((value) => newnessOf(sync, value) === "new")
  );
}

/** Whether a state keeps every place of the state before, and nothing else in it decides which request is made. */
function isAsItWas(sync: SyncFacts, state: ts.ObjectLiteralExpression): boolean {
  const isKept = ([name]: Path): boolean => {
    const own = propertyOf(state, name);
    return own
      ? newnessOf(sync, own.value) === "kept"
      : isSpreadFrom(state, name, (each) => isState(sync, each));
  };
  if (!askedPlaces(sync).every(isKept)) return false;
  const others = state.properties.flatMap(({ name }) => (name && nameOf(name)) ?? []);
  const deciding = new Set(
    decisionsIn(sync.reached)
      .filter(({ then, otherwise }) => [then, otherwise].some((each) => each && asks(sync, each)))
      .flatMap(({ condition }) => [...stateFields(sync, sync.flow.feeds(condition)).keys()]),
  );
  return others.every((name) => {
    const own = propertyOf(state, name);
    return own !== undefined && (!deciding.has(name) || newnessOf(sync, own.value) === "kept");
  });
}

function asks(sync: SyncFacts, node: ts.Node): boolean {
  let isFound = false;
  const see = (one: ts.Node): void => {
    isFound ||= ts.isCallExpression(one) && leadsOut(sync.flow, one);
    if (!isFound) ts.forEachChild(one, see);
  };
  see(node);
  return isFound;
}

/** An object that is saved, alone or as a part of a state, and all that may be saved together with it. */
type Written = { own: ts.ObjectLiteralExpression; all: readonly ts.ObjectLiteralExpression[] };

function writtenStates(sync: SyncFacts, { nextStateNodes }: Envelope): Written[] {
  return nextStateNodes.filter(ts.isObjectLiteralExpression).flatMap((state): Written[] => {
    const spreads = state.properties
      .filter(ts.isSpreadAssignment)
      .map(({ expression }) => sync.flow.origins(expression).filter((each) => !isState(sync, each)));
    const objects = spreads.map((each) => each.filter(ts.isObjectLiteralExpression));
    // What nobody can look into may well be the next place.
    if (spreads.some((each) => each.some((origin) => isUnknown(sync, origin)))) return [];
    const parts = objects.flatMap((alternatives) =>
      alternatives.map((own) => ({
        own,
        all: [state, own, ...objects.flatMap((others) => (others === alternatives ? [] : others))],
      })),
    );
    return [{ own: state, all: [state, ...objects.flat()] }, ...parts];
  });
}

function isUnknown(sync: SyncFacts, origin: ts.Node): boolean {
  if (ts.isObjectLiteralExpression(origin) || isUndefined(origin) || isConstant(origin)) return false;
  return stateFields(sync, [origin]).size === 0;
}

type Value = { value: ts.Node; at: ts.Node };

/** What stands for a place in an object itself, without what is spread into it. */
function valuesWritten(sync: SyncFacts, object: ts.ObjectLiteralExpression, [name, inner]: Path): Value[] {
  const own = propertyOf(object, name);
  if (!own) return [];
  if (inner === undefined) return [own];
  return sync.flow
    .origins(own.value)
    .filter(ts.isObjectLiteralExpression)
    .flatMap((each) => propertyOf(each, inner) ?? []);
}

function propertyOf(object: ts.ObjectLiteralExpression, name: string): Value | undefined {
  const at = object.properties.find((each) => each.name !== undefined && nameOf(each.name) === name);
  if (at && ts.isPropertyAssignment(at)) return { value: at.initializer, at };
  return at && ts.isShorthandPropertyAssignment(at) ? { value: at.name, at } : undefined;
}
