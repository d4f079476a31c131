import type { Evidence } from "../../evidence.ts";
import type { Sign } from "../cause.ts";

/** What shows that a run was ended from outside: Notion says so, or its log breaks off before a result. */
export function endedLate({ log, platform, heard }: Evidence): Sign[] {
  if (platform.outcome === "timed out") return [{ text: "Notion says that the run timed out" }];
  if (!log || platform.outcome === "succeeded" || platform.outcome === "disabled") return [];
  const last = log.runs.at(-1);
  const hasErrors = heard.some(({ error }) => error !== undefined);
  if (!last || hasErrors || platform.outcome === "failed") return [];
  // A page ends with a result: a log that ends behind one has broken off nowhere.
  return last.said.length > 0 && last.pageCount === 0
    ? [{ text: "the log breaks off without a result or an error", line: last.said.at(-1)?.at ?? 1 }]
    : [];
}

/** Whether Notion says that a run failed, and nothing in its log does: what ended it came after the last page. */
export function failedUnheard({ platform, heard }: Evidence): boolean {
  return platform.outcome === "failed" && !heard.some(({ error }) => error !== undefined);
}

/** Whether a run failed without a word: no error, no page, often no line at all. */
export function diedUnheard({ log, platform, heard }: Evidence): boolean {
  if (!log || heard.some(({ error }) => error !== undefined)) return false;
  const last = log.runs.at(-1);
  const isSilent = !last || last.pageCount === 0;
  return isSilent && (platform.outcome === "failed" || (platform.outcome === undefined && log.lines === 0));
}
