import { Problem } from "../../problems/problem.ts";
import { entriesOf, listsDeleted, logOf } from "../../source/told.ts";
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

/** Changes whose delta can read a log after them. Tokens and events tell of deletions by themselves. */
const besideLog: ReadonlySet<string> = new Set([
  "none",
  "since-sorted",
  "since-window",
  "newest-first",
  "lookback",
]);

/** There is one log, read after changes that are asked for by time, at an address that nothing else has. */
export const checkLog: PlanCheck = ({ source: { list, changes, deletes } }, locate) => {
  const log = logOf(deletes);
  if (!log) return [];
  const at = (...names: string[]) => locate(["source", "deletes", deletes.indexOf(log), ...names]);
  const others = deletes.flatMap((entry, index) =>
    entry.kind === "delete-log" && entry !== log ? [index] : [],
  );
  const paths = [list.request.path, ...(changes.kind === "none" ? [] : [changes.request.path])];
  return [
    ...others.map((index) => new Problem("plan/log-twice", {}, locate(["source", "deletes", index]))),
    ...(besideLog.has(changes.kind)
      ? []
      : [new Problem("plan/log-misfit", { kind: changes.kind }, at("kind"))]),
    ...(paths.includes(log.request.path)
      ? [new Problem("plan/log-shares-path", {}, at("request", "path"))]
      : []),
  ];
};
