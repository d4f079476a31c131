import type { Confidence, Guess, Sample } from "../types.ts";
import type { RecordList } from "../records.ts";
import { readCursor, readLastId, readNextUrl, readNumbered, readOffset, readRelay } from "./readers.ts";
import { envelopeOf, given, type Signal } from "./signals.ts";
import type { PageReading, PageShape } from "./types.ts";

/** How one page leads to the next, by what stands beside the records. */
export type PageGuess = Guess & { value: PageShape };

/** The best reading of how pages lead on; undefined where the answers say nothing of it. */
export function findPage(samples: readonly Sample[], list: RecordList): PageGuess | undefined {
  const envelope = envelopeOf(samples, list);
  const readings = [readRelay, readNextUrl, readCursor, readNumbered, readOffset, readLastId]
    .flatMap((read) => read(envelope))
    .sort((one, other) => other.strength - one.strength);
  const [best, ...rest] = readings;
  if (!best) return undefined;
  const proof = proofOf(best, { list, signals: envelope.signals });
  return {
    path: "source.list.page",
    value: best.facts,
    reason: `${best.reason}${proof === undefined ? "" : `; ${proof}`}`,
    confidence: confidenceOf(best, proof),
    alternatives: rest
      .filter(({ facts }) => JSON.stringify(facts) !== JSON.stringify(best.facts))
      .slice(0, 4)
      .map(({ facts }) => facts),
  };
}

function confidenceOf({ strength, facts }: PageReading, proof: string | undefined): Confidence {
  if (proof !== undefined) return "certain";
  return strength >= 6.5 && facts.kind !== "last-id" ? "likely" : "guess";
}

type Seen = { list: RecordList; signals: readonly Signal[] };

/** What two successive samples prove of a reading; undefined if there are not two, or they do not. */
function proofOf({ facts, signal }: PageReading, { list, signals }: Seen): string | undefined {
  const [one, two] = signal.values;
  if (signal.values.length < 2) return undefined;
  if (facts.kind === "page")
    return typeof one === "number" && two === one + 1
      ? "it counts up from one sample to the next"
      : undefined;
  if (facts.kind === "offset")
    return typeof one === "number" && one + (list.pages[0]?.length ?? 0) === two && two > one
      ? "it grows by just as many as there are records"
      : undefined;
  if (facts.kind === "last-id" || typeof one !== "string" || one.length < 4 || one === two) return undefined;
  const isNamedAgain = signals.some(
    (each) => each !== signal && given(each).length > 0 && each.values[1] === one,
  );
  return isNamedAgain ? "the second sample says that it is the page it named" : undefined;
}

/** Where the answer says how pages lead on, or that there are more; undefined where it only shows numbers. */
export function pagePathOf(facts: PageShape): string | undefined {
  if ("read" in facts) return facts.read;
  if ("connection" in facts) return facts.connection;
  return ("pages" in facts ? facts.pages : undefined) ?? facts.more;
}
