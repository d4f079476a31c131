import { foundPlan, type PlanOptions } from "../plan/load.ts";
import { findAll, guessesOf } from "./guess.ts";
import { planRows } from "./plan-text.ts";
import { wrapAll } from "./say.ts";
import type { Guess, Sample } from "./types.ts";

const mostSamples = 20;

/** A plan with blanks, as text, and the guesses in it. */
export type SampledPlan = { plan: string; guesses: readonly Guess[]; samples: number; records: number };

/**
 * A commented plan for the API that gave these answers, successive pages of one list. What was found stands in it with
 * reason and confidence; what no sample can know is a blank, which `plan check` names, or what is safe. Throws a
 * problem where the answers hold no list of records.
 */
export function planFromSamples(
  samples: readonly [Sample, ...Sample[]],
  answers: Pick<PlanOptions, "params" | "set"> = {},
): SampledPlan {
  const found = findAll(samples.slice(0, mostSamples) as [Sample, ...Sample[]]);
  const head = wrapAll(
    `A plan made from ${found.samples === 1 ? "one saved answer" : `${found.samples} saved answers`} with ${found.records === 1 ? "one record" : `${found.records} records`}. Found (certain): the answers prove it; (likely): look once; (guess): ask somebody who knows the API.`,
    "Fill in what is left and put right what is wrong; `create-sync plan check <this file>` lists what is still open.",
  )
    .map((line) => `# ${line}`)
    .join("\n");
  const { samples: count, records } = found;
  return {
    plan: foundPlan({ rows: planRows(found), head }, answers),
    guesses: guessesOf(found),
    samples: count,
    records,
  };
}
