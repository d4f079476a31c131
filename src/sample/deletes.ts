import { isFilled, wordsOf } from "./json.ts";
import type { Column, Guess } from "./types.ts";

/** A test of a record, as the plan's `deletes` takes it. */
export type Mark = { field: string; equals: true } | { field: string; is: "present" };

/** Marks by which a record that was deleted may still be listed: a tick, or a time. Only a proposal; the plan sweeps. */
export function findMarks(columns: readonly Column[]): (Guess & { value: Mark })[] {
  return columns.flatMap((column): (Guess & { value: Mark })[] => {
    if (!column.own) return [];
    const words = wordsOf(column.names.at(-1) ?? "").join(" ");
    if (!/^(is )?(soft )?(deleted|archived|trashed|removed|gone|in trash)( (at|on|date|time))?$/.test(words))
      return [];
    const seen = column.values.filter(isFilled);
    const isTick = seen.length > 0 && seen.every((value) => typeof value === "boolean");
    const isTime = !isTick && (/ (at|on|date|time)$/.test(words) || seen.length === 0);
    if (!isTick && !isTime) return [];
    const marked = isTick ? seen.filter((value) => value === true).length : seen.length;
    return [
      {
        path: "source.deletes",
        value: isTick ? { field: column.path, equals: true } : { field: column.path, is: "present" },
        reason:
          marked > 0
            ? `${marked} of ${column.values.length} records are marked`
            : "no record of the sample is marked",
        confidence: marked > 0 ? "likely" : "guess",
        alternatives: [],
      },
    ];
  });
}
