import type { Evidence } from "../evidence.ts";
import type { Place } from "../types.ts";

/** One thing that speaks for or against a cause; `line` counts in the log. */
export type Sign = { text: string; line?: number; place?: Place };

/** What is to be said for one cause. */
export type Look = {
  /** From 0 to 100: how much speaks for it after what speaks against it. Below 10 it is not worth a word. */
  weight: number;
  /** Whether the log by itself leaves no other explanation. An HTTP status never does. */
  isProven: boolean;
  for: readonly Sign[];
  against: readonly Sign[];
  /** The edit or the command that mends it. */
  fix: string;
  /** Commands that show whether it is so, and afterwards that it is mended. */
  proof: readonly string[];
  /** What could not be seen, in sentences. */
  blind: readonly string[];
  place?: Place;
};

/** One thing that goes wrong with syncs. `look` is undefined where nothing speaks for it. */
export type Cause = {
  /** `credential-rejected`: its file's name. */
  id: string;
  /** What happened, for the first line of a report. */
  title: string;
  look: (evidence: Evidence) => Look | undefined;
};
