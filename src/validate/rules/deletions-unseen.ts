import type { SyncFacts } from "../facts/types.ts";
import type { Fault, Rule } from "./rule.ts";

/** A delta that never hears of deletions, and no full read that would. */
export const deletionsUnseen: Rule = {
  id: "deletions-unseen",
  severity: "info",
  hazards: ["H34", "H36"],
  title: "Nothing removes the rows of deleted records",
  check: ({ syncs }) => syncs.filter(({ mode }) => mode === "incremental").flatMap(checkSync),
};

function checkSync(sync: SyncFacts): Fault[] {
  const { upserts, deletes, partners, execute, isWhole } = sync;
  if (!isWhole || execute.length === 0 || upserts.length === 0 || deletes.length > 0) return [];
  if (partners.some((one) => one.deletes.length > 0 && one.mode === "incremental")) return [];
  const sweeps = partners.filter(({ mode }) => mode !== "incremental");
  if (sweeps.some(({ schedule }) => schedule !== "manual")) return [];
  const isManual = sweeps.length > 0;
  return [
    {
      at: sync.keyNode,
      sync,
      message: isManual
        ? "This sync writes no deletions, and the full read that would remove rows runs only when somebody triggers it: until then, deleted records stay."
        : "This sync writes no deletions, and no replace sync on the same database removes rows: deleted records stay for ever.",
      fix: isManual
        ? 'Give the replace sync a schedule, such as `schedule: "1d"`, or write `{ type: "delete", key }` where the API tells of deletions.'
        : 'Write `{ type: "delete", key }` where the API tells of deletions, or add a replace sync on the same database with a schedule.',
    },
  ];
}
