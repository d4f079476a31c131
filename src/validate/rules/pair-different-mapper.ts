import type { Facts, SyncFacts } from "../facts/types.ts";
import { sameRows } from "./kit/pairs.ts";
import { rowsOf, type Row } from "./kit/rows.ts";
import type { Fault, Rule } from "./rule.ts";

/** A backfill and a delta that each make rows in their own way. */
export const pairDifferentMapper: Rule = {
  id: "pair-different-mapper",
  severity: "warn",
  hazards: ["H31"],
  title: "Two syncs of one database make its rows in two places",
  check: (facts) => facts.syncs.flatMap((sync) => checkSync(facts, sync)),
};

function checkSync(facts: Facts, sync: SyncFacts): Fault[] {
  // Each pair is told once, at its delta.
  const [partner] = sync.mode === "incremental" ? sameRows(sync) : [];
  if (!partner) return [];
  const [mine, theirs] = [rowsOfSync(facts, sync), rowsOfSync(facts, partner)];
  const [first] = mine;
  if (!first || theirs.length === 0) return [];
  const objects = new Set(theirs.map(({ object }) => object));
  if (mine.some(({ object }) => objects.has(object))) return [];
  const texts = new Set(theirs.map(({ object }) => textOf(object)));
  const isCopy = mine.every(({ object }) => texts.has(textOf(object)));
  return [
    {
      at: first.object,
      sync,
      severity: isCopy ? "info" : "warn",
      message: `${sync.name} and ${partner.name} write the same rows, each from an object of its own. As soon as the two differ in a key, a property or a format, rows flip with every cycle or are written twice.`,
      fix: "Make one function from record to upsert, and call it from both.",
    },
  ];
}

function rowsOfSync(facts: Facts, sync: SyncFacts): Row[] {
  return rowsOf(facts).filter((row) => row.sync === sync && row.database === sync.database);
}

function textOf(object: Row["object"]): string {
  return object.getText().replace(/\s+/g, " ");
}
