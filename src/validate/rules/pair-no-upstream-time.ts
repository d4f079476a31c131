import { ts } from "ts-morph";
import { findAll, functionAround } from "../code/syntax.ts";
import type { Facts, SyncFacts, Upsert } from "../facts/types.ts";
import { sameRows } from "./kit/pairs.ts";
import { targetOf } from "./kit/rows.ts";
import type { Fault, Rule } from "./rule.ts";

/** Two syncs on one database that do not tell Notion which of two versions is newer. */
export const pairNoUpstreamTime: Rule = {
  id: "pair-no-upstream-time",
  severity: "error",
  hazards: ["H27"],
  title: "Rows of a pair have no upstream time",
  check: (facts) => facts.syncs.flatMap((sync) => checkSync(facts, sync)),
};

function checkSync(facts: Facts, sync: SyncFacts): Fault[] {
  const [partner] = sameRows(sync);
  if (!partner) return [];
  const isRare = sync.schedule === "manual" || partner.schedule === "manual";
  return sync.upserts
    .filter(
      (upsert) =>
        upsert.upstreamUpdatedAt === "absent" &&
        targetOf(facts, sync, upsert) === sync.database &&
        !isLeftOutKnowingly(sync, upsert),
    )
    .map(({ node }) => {
      const hasTime = knowsChangeTime(sync, node);
      return {
        at: node,
        sync,
        severity: !hasTime ? "info" : isRare ? "warn" : "error",
        message: `${sync.name} and ${partner.name} write the same rows, and this one does not say how old its version is. A slow page of the one overwrites what the other wrote a moment before, and nobody writes the newer version again.`,
        fix: hasTime
          ? "Add `upstreamUpdatedAt: record.updated_at`, the record's own change time, to the upserts of both syncs."
          : "If the records carry the time of their last change, add it as `upstreamUpdatedAt` to the upserts of both syncs.",
      };
    });
}

/** Whether the function that makes the row also makes it with a time: then a time that is none is left out. */
function isLeftOutKnowingly(sync: SyncFacts, { node }: Upsert): boolean {
  const around = functionAround(node);
  return sync.upserts.some(
    (other) => other.upstreamUpdatedAt !== "absent" && functionAround(other.node) === around,
  );
}

const changeTime = /updated|modified|modstamp|changed|edited|lastmod|revision/i;

/** Whether the code knows a field by the name of a change time: of the record that becomes a row, or anywhere in the sync. */
function knowsChangeTime(sync: SyncFacts, upsert: ts.Node): boolean {
  const { checker } = sync.flow;
  const parameters = functionAround(upsert)?.parameters ?? [];
  const declared = parameters.flatMap((parameter) =>
    checker.getPropertiesOfType(checker.getNonNullableType(checker.getTypeAtLocation(parameter))),
  );
  if (declared.some(({ name }) => changeTime.test(name))) return true;
  return [...sync.reached].some((one) =>
    findAll(one, ts.isPropertyAccessExpression).some(
      ({ name, parent }) =>
        changeTime.test(name.text) &&
        !(ts.isCallExpression(parent) && parent.expression.getEnd() === name.end),
    ),
  );
}
