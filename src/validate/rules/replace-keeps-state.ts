import { ts } from "ts-morph";
import { bare, nameOf } from "../code/syntax.ts";
import { isState, stateFields } from "../facts/state.ts";
import type { Envelope, SyncFacts } from "../facts/types.ts";
import { askedFields } from "./kit/asked.ts";
import type { Fault, Rule } from "./rule.ts";

/** A replace sync whose next cycle begins where this one ended. */
export const replaceKeepsState: Rule = {
  id: "replace-keeps-state",
  severity: "warn",
  hazards: ["H51", "H32"],
  title: "The last page of a replace sync saves a place in the list",
  check: ({ syncs }) => syncs.filter(({ mode }) => mode === "replace").flatMap(checkSync),
};

function checkSync(sync: SyncFacts): Fault[] {
  const places = new Set(askedFields(sync).keys());
  return sync.envelopes
    .filter(({ hasMore, nextState }) => hasMore !== "true" && nextState === "given")
    .flatMap((envelope) => {
      const kept = envelope.nextStateNodes.flatMap((node) => keptPlaces(sync, { node, places }, envelope));
      return kept.slice(0, 1).map(({ at, field }) => ({
        at,
        sync,
        message: `The page that ends the cycle still saves \`${field}\`, a place in the list. Notion keeps it: the next cycle begins at the end, and its sweep deletes every row it did not see.`,
        fix: "Leave `nextState` out on the last page of a replace sync, or keep only what is no place, such as the count of rows.",
      }));
    });
}

type Kept = { at: ts.Node; field: string };

function keptPlaces(
  sync: SyncFacts,
  { node, places }: { node: ts.Node; places: ReadonlySet<string> },
  { hasMore }: Envelope,
): Kept[] {
  const [first = ""] = places;
  if (!ts.isObjectLiteralExpression(node))
    return hasMore === "false" && isState(sync, node) && places.size > 0 ? [{ at: node, field: first }] : [];
  const later = new Set<string>();
  return [...node.properties].reverse().flatMap((property): Kept[] => {
    if (ts.isSpreadAssignment(property)) {
      const left = [...places].filter((place) => !later.has(place));
      const isWhole = hasMore === "false" && isState(sync, property.expression);
      return isWhole && left[0] !== undefined ? [{ at: property, field: left[0] }] : [];
    }
    const field = nameOf(property.name);
    const value = ts.isPropertyAssignment(property) ? property.initializer : property.name;
    if (field === undefined || !value) return [];
    later.add(field);
    if (!places.has(field)) return [];
    const isPlace = sync.flow
      .origins(value)
      .some(
        (origin) =>
          isStep(sync, origin, field) || (hasMore === "false" && stateFields(sync, [origin]).has(field)),
      );
    return isPlace ? [{ at: property, field }] : [];
  });
}

/** `state.page + 1`: whatever the answer says, it leads further. */
function isStep(sync: SyncFacts, node: ts.Node, field: string): boolean {
  const sum = ts.isExpression(node) ? bare(node) : node;
  return (
    ts.isBinaryExpression(sum) &&
    sum.operatorToken.kind === ts.SyntaxKind.PlusToken &&
    stateFields(sync, sync.flow.origins(sum.left)).has(field)
  );
}
