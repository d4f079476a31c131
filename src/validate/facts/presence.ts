import { ts } from "ts-morph";
import type { Flow } from "../code/flow.ts";
import { bare, nameOf } from "../code/syntax.ts";

export type Presence = "given" | "absent" | "maybe";

/** Whether an object that is written out has a property: surely, perhaps (spread in, or undefined at times), or never. */
export function presenceOf(flow: Flow, object: ts.ObjectLiteralExpression, name: string): Presence {
  return presenceIn({ flow, name, seen: new Set() }, object);
}

type Asked = { flow: Flow; name: string; seen: ReadonlySet<ts.Node> };

function presenceIn(asked: Asked, object: ts.ObjectLiteralExpression): Presence {
  const inner = { ...asked, seen: new Set([...asked.seen, object]) };
  let presence: Presence = "absent";
  for (const property of object.properties) {
    if (ts.isSpreadAssignment(property)) {
      const spread = presenceInSpread(inner, property.expression);
      if (spread !== "absent" && presence !== "given") presence = spread;
    } else if (nameOf(property.name) === asked.name) {
      const value = ts.isPropertyAssignment(property) ? property.initializer : property.name;
      presence = asked.flow.origins(value).some(isUndefined) ? "maybe" : "given";
    }
  }
  return presence;
}

function presenceInSpread(asked: Asked, spread: ts.Expression): Presence {
  // An earlier self, as states have from page to page, has nothing that its first self had not.
  const origins = asked.flow.origins(spread).filter((origin) => !asked.seen.has(origin));
  const each = origins.map((origin) => {
    if (ts.isObjectLiteralExpression(origin)) return presenceIn(asked, origin);
    // `...(x && { … })` spreads nothing where x is false, and x itself may be an unknown object.
    return isNothing(origin) ? "absent" : "maybe";
  });
  if (each.every((one) => one === "absent")) return "absent";
  const isConditional = ts.isBinaryExpression(bare(spread));
  return each.every((one) => one === "given") && !isConditional ? "given" : "maybe";
}

/** Whether an origin is `undefined` or `void 0`. */
export function isUndefined(node: ts.Node): boolean {
  return (ts.isIdentifier(node) && node.text === "undefined") || ts.isVoidExpression(node);
}

function isNothing(node: ts.Node): boolean {
  return (
    isUndefined(node) ||
    node.kind === ts.SyntaxKind.NullKeyword ||
    node.kind === ts.SyntaxKind.FalseKeyword ||
    ts.isStringLiteralLike(node) ||
    ts.isNumericLiteral(node)
  );
}
