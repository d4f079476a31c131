import { ts } from "ts-morph";
import type { Call } from "./flow.ts";
import type { Program } from "./program.ts";
import { walk } from "./syntax.ts";

/** What a program has, found in one pass: its calls, and the names under which objects and classes hold values. */
export type Inventory = { calls: readonly Call[]; memberNames: ReadonlySet<string> };

/** Takes the inventory of a program. */
export function takeInventory({ files }: Program): Inventory {
  const calls: Call[] = [];
  const memberNames = new Set<string>();
  for (const file of files) {
    walk(file, (node) => {
      if (ts.isCallExpression(node) || ts.isNewExpression(node)) calls.push(node);
      if (isMember(node)) memberNames.add(node.name.getText(file).replace(/^["'`]|["'`]$/g, ""));
    });
  }
  return { calls, memberNames };
}

function isMember(
  node: ts.Node,
): node is ts.PropertyAssignment | (ts.ClassElement & { name: ts.PropertyName }) {
  return (
    ts.isPropertyAssignment(node) ||
    ts.isMethodDeclaration(node) ||
    ts.isAccessor(node) ||
    (ts.isPropertyDeclaration(node) && node.initializer !== undefined)
  );
}
