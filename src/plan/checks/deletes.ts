import { Problem } from "../../problems/problem.ts";
import { entriesOf, listsDeleted } from "../../source/told.ts";
import type { PlanCheck } from "./check.ts";

/** A deleted record is known by one test; a second one would never be asked. */
export const checkOneMark: PlanCheck = ({ source: { deletes } }, locate) => {
  const marks = deletes.flatMap((entry, index) => ("when" in entry ? [index] : []));
  return marks
    .slice(1)
    .map((index) => new Problem("plan/marks-twice", {}, locate(["source", "deletes", index])));
};

/** A flag is looked for in a record of the list, so the changes must hold records as well, and no entries about them. */
export const checkFlagged: PlanCheck = ({ source: { changes, deletes } }, locate) => {
  if (!listsDeleted(deletes) || !entriesOf(changes)) return [];
  const index = deletes.findIndex(({ kind }) => kind === "flag");
  return [new Problem("plan/flag-of-entries", {}, locate(["source", "deletes", index, "kind"]))];
};
