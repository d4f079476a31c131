/** How far a run of simulations is; words for what is done before and after them. */
export type Progress = { done: number; total: number; failed: number; scenario: string } | string;

/** The ways to a person: lines that stay, and where there is a terminal one line that is replaced. */
export type ProgressWays = {
  say: (line: string) => void;
  status?: (line?: string) => void;
  /** ms of any clock that does not go back. */
  now: () => number;
};

const sayEveryMs = 5000;
const statusEveryMs = 80;

/** Tells progress as it comes in: in a terminal at once on one line, otherwise a line every five seconds. `end` clears it. */
export function tellProgress({ say, status, now }: ProgressWays): {
  tell: (progress: Progress) => void;
  end: () => void;
} {
  const began = now();
  let last = status ? -Infinity : began;
  return {
    tell(progress) {
      const time = now();
      // Words are rare and begin something that may take a while.
      if (typeof progress === "string") return status?.(progress);
      if (time - last < (status ? statusEveryMs : sayEveryMs)) return;
      last = time;
      (status ?? say)(sayProgress(progress, time - began));
    },
    end: () => status?.(),
  };
}

function sayProgress(
  { done, total, failed, scenario }: Exclude<Progress, string>,
  elapsedMs: number,
): string {
  const bad = failed === 0 ? "" : `, ${failed} failed`;
  return `simulated ${done} of ${total}${bad}, ${Math.round(elapsedMs / 1000)} s: ${scenario}`;
}
