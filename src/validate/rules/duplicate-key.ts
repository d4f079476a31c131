import { ts } from "ts-morph";
import type { Flow } from "../code/flow.ts";
import { isInside } from "../code/syntax.ts";
import { textOf } from "../facts/registered.ts";
import type { Registered } from "../facts/types.ts";
import type { Fault, Rule } from "./rule.ts";

/** Two things of one worker under one key. */
export const duplicateKey: Rule = {
  id: "duplicate-key",
  severity: "error",
  hazards: ["SDK"],
  title: "A key is used twice",
  check: ({ flow, registered }) =>
    registered.flatMap((one, index): Fault[] => {
      const first = registered.slice(0, index).find((other) => collide(flow, one, other));
      if (!first) return [];
      const where = `${first.kind} on line ${lineOf(first)}`;
      return [
        {
          at: one.keyNode,
          message: `The key is taken by the ${where}. All kinds share one set of keys, and the SDK throws at the second while the worker is imported, so none of its syncs runs.`,
          fix: "Give each its own key, by what it is for: `tasks` the database, `tasksApi` the pacer, `tasksDelta` the sync.",
        },
      ];
    }),
};

function collide(flow: Flow, one: Registered, other: Registered): boolean {
  if (one.key === undefined || one.key !== other.key) return false;
  if (textOf(flow, one.keyNode) === undefined || !isSameWorker(flow, one, other)) return false;
  return !excludeEachOther(one.call, other.call);
}

function isSameWorker(flow: Flow, one: Registered, other: Registered): boolean {
  const [mine, theirs] = [one, other].map(({ call }) =>
    ts.isPropertyAccessExpression(call.expression) ? flow.origins(call.expression.expression) : [],
  );
  return mine !== undefined && theirs !== undefined && mine.some((origin) => theirs.includes(origin));
}

/** Whether two nodes stand in the two branches of one condition, or in functions, of which perhaps only one is called. */
function excludeEachOther(one: ts.Node, other: ts.Node): boolean {
  for (let at: ts.Node = one; at.parent; at = at.parent) {
    const { parent } = at;
    if (ts.isFunctionLike(parent)) return true;
    const branches: (ts.Node | undefined)[] = ts.isIfStatement(parent)
      ? [parent.thenStatement, parent.elseStatement]
      : ts.isConditionalExpression(parent)
        ? [parent.whenTrue, parent.whenFalse]
        : [];
    if (
      branches.includes(at) &&
      branches.some((branch) => branch && branch !== at && isInside(other, branch))
    )
      return true;
  }
  return false;
}

function lineOf({ keyNode }: Registered): number {
  const source = keyNode.getSourceFile();
  return ts.getLineAndCharacterOfPosition(source, keyNode.getStart(source)).line + 1;
}
