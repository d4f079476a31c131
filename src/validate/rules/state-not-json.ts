import { ts } from "ts-morph";
import type { Flow } from "../code/flow.ts";
import { isOfLibrary } from "../code/program.ts";
import { isFunction, nameOf } from "../code/syntax.ts";
import type { SyncFacts } from "../facts/types.ts";
import type { Fault, Rule } from "./rule.ts";

/** A state that does not come back as it was saved. */
export const stateNotJson: Rule = {
  id: "state-not-json",
  severity: "error",
  hazards: ["SDK"],
  title: "The state holds what JSON cannot",
  check: ({ syncs }) => syncs.flatMap(checkSync),
};

const mostLevels = 4;

function checkSync(sync: SyncFacts): Fault[] {
  const states = sync.envelopes.flatMap(({ nextStateNodes }) => nextStateNodes);
  return states
    .flatMap((node) => partsOf(sync, node))
    .flatMap((at) => {
      const becomes = lossOf(sync.flow, at);
      if (becomes === undefined) return [];
      return [
        {
          at,
          sync,
          message: `Notion saves the state as JSON. ${becomes}`,
          fix: "Save texts, numbers, booleans, lists and plain objects: an ISO time for a date, an array for a set, its entries for a map.",
        },
      ];
    });
}

/** The values of a state, also those of objects and lists inside. */
function partsOf(sync: SyncFacts, node: ts.Node, level = 0): ts.Expression[] {
  if (level > mostLevels) return [];
  const inside = (value: ts.Expression): ts.Expression[] => [
    value,
    ...sync.flow.origins(value).flatMap((each) => partsOf(sync, each, level + 1)),
  ];
  if (ts.isArrayLiteralExpression(node))
    return node.elements.filter((each) => !ts.isSpreadElement(each)).flatMap(inside);
  if (!ts.isObjectLiteralExpression(node)) return [];
  return node.properties.flatMap((property) => {
    if (ts.isPropertyAssignment(property) && nameOf(property.name) !== undefined)
      return inside(property.initializer);
    return ts.isShorthandPropertyAssignment(property) ? inside(property.name) : [];
  });
}

const losses = new Map([
  ["Date", "A Date comes back as a text, and the first call of one of its methods throws."],
  ["Map", "A Map comes back as {}: all that was in it is lost."],
  ["Set", "A Set comes back as {}: all that was in it is lost."],
  ["WeakMap", "A WeakMap comes back as {}: all that was in it is lost."],
  ["Promise", "A promise comes back as {}: what it gives is lost."],
]);

/** What becomes of a value as JSON, if it does not stay what it is. */
function lossOf(flow: Flow, node: ts.Expression): string | undefined {
  const type = flow.checker.getTypeAtLocation(node);
  if (type.flags & ts.TypeFlags.BigIntLike)
    return "A bigint cannot be written as JSON at all: the call fails each time.";
  const [declaration] = type.symbol?.declarations ?? [];
  const known = declaration && isOfLibrary(declaration) ? losses.get(type.symbol.name) : undefined;
  if (known) return known;
  const [origin, ...others] = flow.origins(node);
  if (!origin || others.length > 0) return undefined;
  if (isFunction(origin) && origin.parent !== undefined && !ts.isClassLike(origin.parent))
    return "A function is left out: the next call does not have it.";
  const made = ts.isNewExpression(origin) ? flow.origins(origin.expression) : [];
  return made.some(ts.isClassLike)
    ? "An instance of a class comes back as a plain object, without its methods."
    : undefined;
}
