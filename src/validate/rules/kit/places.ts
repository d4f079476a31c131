import { ts } from "ts-morph";
import { patternSources } from "../../code/names.ts";
import { bare, nameOf } from "../../code/syntax.ts";
import { isUndefined } from "../../facts/presence.ts";
import { isStateIn, stateFields, stateParameters } from "../../facts/state.ts";
import type { SyncFacts } from "../../facts/types.ts";

/** A field of the saved state, or a field inside of one: `["at"]`, `["tail", "at"]`. */
export type Path = readonly [string] | readonly [string, string];

const known = new WeakMap<SyncFacts, readonly Path[]>();

/** The fields of the saved state that the addresses and bodies of requests are made from; headers find no place. */
export function askedPlaces(sync: SyncFacts): readonly Path[] {
  const before = known.get(sync);
  if (before) return before;
  const nodes = new Set(
    sync.requests.flatMap(({ call, isFetch }) => {
      const [address, init] = call.arguments;
      const asked = isFetch
        ? [address, ...(init ? sync.flow.members(init, "body") : [])]
        : [...call.arguments, bare(call.expression)];
      return asked.flatMap((each) => (each ? [...sync.flow.feeds(each)] : []));
    }),
  );
  const paths = [...nodes].flatMap((node) => pathsOf(sync, node));
  const found = [...new Map(paths.map((path) => [path.join("."), path])).values()];
  known.set(sync, found);
  return found;
}

/** What a field holds in an object that is saved, or that is spread into one. */
export function valuesAt(sync: SyncFacts, state: ts.Node, [name, inner]: Path): readonly ts.Node[] {
  const values = sync.flow.members(state, name);
  if (inner === undefined) return values;
  return values.flatMap((each) =>
    sync.flow
      .origins(each)
      .filter(ts.isObjectLiteralExpression)
      .flatMap((object) => sync.flow.members(object, inner)),
  );
}

/**
 * Whether a value is the saved state's ("kept", also where it is only filled when it was empty), nothing or a text that
 * stands there ("fixed"), or something else ("new"). Objects count by their fields.
 */
export function newnessOf(sync: SyncFacts, node: ts.Node): "kept" | "fixed" | "new" {
  if (isFilledOnce(sync, node)) return "fixed";
  const origins = sync.flow.origins(node);
  if (origins.length > 0 && origins.every((each) => isUndefined(each) || isRead(sync, each)))
    return origins.some((each) => isRead(sync, each)) ? "kept" : "fixed";
  const isFixed = origins.every(
    (each) => ts.isLiteralExpression(each) || ts.isObjectLiteralExpression(each) || isWord(each),
  );
  return isFixed ? "fixed" : "new";
}

function isWord({ kind }: ts.Node): boolean {
  return (
    kind === ts.SyntaxKind.TrueKeyword ||
    kind === ts.SyntaxKind.FalseKeyword ||
    kind === ts.SyntaxKind.NullKeyword
  );
}

function isRead(sync: SyncFacts, node: ts.Node): boolean {
  return stateFields(sync, [node]).size > 0;
}

/** `state.since ?? start`: once it is there it stays. */
function isFilledOnce(sync: SyncFacts, node: ts.Node, levels = 4): boolean {
  const value = ts.isExpression(node) ? bare(node) : node;
  if (ts.isBinaryExpression(value) && /^(\?\?|\|\|)$/.test(value.operatorToken.getText()))
    return newnessOf(sync, value.left) === "kept";
  if (!ts.isIdentifier(value) || levels === 0) return false;
  const { parent } = value;
  const symbol =
    ts.isShorthandPropertyAssignment(parent) && parent.name === value
      ? sync.flow.checker.getShorthandAssignmentValueSymbol(parent)
      : sync.flow.checker.getSymbolAtLocation(value);
  const [declaration] = symbol?.declarations ?? [];
  if (!symbol || !declaration || !ts.isVariableDeclaration(declaration) || !declaration.initializer)
    return false;
  return !sync.flow.assignments.toName.has(symbol) && isFilledOnce(sync, declaration.initializer, levels - 1);
}

/** The paths of the fields that a node reads from the saved state. */
function pathsOf(sync: SyncFacts, node: ts.Node): Path[] {
  const read = readOf(sync, node);
  if (!read) return [];
  const { name, owners } = read;
  return owners.flatMap((owner): Path[] => {
    if (isOwner(sync, owner, name)) return [[name]];
    return sync.flow.origins(owner).flatMap((origin): Path[] => {
      const outer = readOf(sync, origin);
      return outer?.owners.some((each) => isOwner(sync, each, outer.name)) ? [[outer.name, name]] : [];
    });
  });
}

function readOf(sync: SyncFacts, node: ts.Node): { name: string; owners: readonly ts.Node[] } | undefined {
  if (ts.isPropertyAccessExpression(node)) return { name: node.name.text, owners: [node.expression] };
  if (!ts.isBindingElement(node) || !ts.isObjectBindingPattern(node.parent) || node.dotDotDotToken)
    return undefined;
  const name = nameOf(node.propertyName ?? node.name);
  const holder = node.parent.parent;
  const owners = [...patternSources(sync.flow, node.parent), ...(ts.isParameter(holder) ? [holder] : [])];
  return name === undefined ? undefined : { name, owners };
}

function isOwner(sync: SyncFacts, node: ts.Node, name: string): boolean {
  return stateParameters(sync).some((each) => each === node) || isStateIn(sync, node, name);
}
