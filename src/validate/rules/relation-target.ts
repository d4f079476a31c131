import { ts } from "ts-morph";
import { textOf } from "../facts/registered.ts";
import type { Facts, PropertyFact } from "../facts/types.ts";
import type { Fault, Rule } from "./rule.ts";

/** A relation to something that is no database. */
export const relationTarget: Rule = {
  id: "relation-target",
  severity: "error",
  hazards: ["SDK"],
  title: "A relation leads to no database",
  check: (facts) =>
    facts.databases.flatMap(({ properties }) =>
      [...(properties?.values() ?? [])].flatMap((property) => checkProperty(facts, property)),
    ),
};

function checkProperty({ flow, databases, registered }: Facts, { kind, call }: PropertyFact): Fault[] {
  const [target] = call?.arguments ?? [];
  const key = kind === "relation" && target ? textOf(flow, target) : undefined;
  if (!target || key === undefined || databases.some((database) => database.key === key)) return [];
  const other = registered.find((one) => one.key === key);
  // A database with a computed key may be the one.
  if (!other && databases.some((database) => database.key === undefined)) return [];
  return [fault(target, key, other?.kind)];
}

function fault(at: ts.Node, key: string, kind: string | undefined): Fault {
  const what = kind === undefined ? "is the key of nothing here" : `is the key of a ${kind}`;
  return {
    at,
    message: `"${key}" ${what}, and a relation leads to a database. The SDK takes it unread; the property stays empty or the deploy fails.`,
    fix: "Write the key of the database: the first argument of `worker.database(…)`.",
  };
}
