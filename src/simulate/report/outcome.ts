import type { ShrunkFailure } from "../shrink.ts";
import type { Subject, Verdict } from "../types.ts";

/** What was simulated of one subject. */
export type SubjectOutcome = {
  subject: Subject;
  verdicts: readonly Verdict[];
  /** Scenarios that do not apply, with the reason. */
  skipped: readonly { scenario: string; because: string }[];
  /** What there is to know beside the scenarios: how code and plan differ. */
  notes: readonly string[];
  /** The shortest histories that were found to fail in the way of a verdict. */
  histories?: ReadonlyMap<Verdict, ShrunkFailure>;
};
