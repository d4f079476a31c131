import { causes as allCauses } from "./causes/index.ts";
import type { Cause, Look } from "./causes/cause.ts";
import { syncIn } from "./causes/kit/code.ts";
import type { Evidence, Heard, Symptom } from "./evidence.ts";
import { tellApart, type TellApart } from "./tell-apart.ts";
import type { Place } from "./types.ts";

/** certain: the log by itself leaves no other explanation. likely: much speaks for it. possible: something does. */
export type Certainty = "certain" | "likely" | "possible";

/** A cause that fits, as people and agents get it. */
export type Suspicion = Omit<Look, "isProven"> & { id: string; title: string; certainty: Certainty };

/** What is to be said of a sync: causes by how much speaks for them, and what decides between the first two. */
export type Diagnosis = {
  suspicions: readonly Suspicion[];
  tellApart?: TellApart;
  /** The error itself, where there is one. */
  error?: { text: string; line: number; place?: Place; calledFrom?: Place };
  unseen: readonly string[];
};

const leastWeight = 20;
const likelyWeight = 70;
const mostSuspicions = 5;
// Two that are further apart need no command to decide between them.
const closeWeight = 32;

/** Weighs every cause and puts those that fit in order. Pure; at most 5, of which only the first can be certain. */
export function diagnose(evidence: Evidence, causes: readonly Cause[] = allCauses): Diagnosis {
  const looked = causes.flatMap(({ id, title, look }) => {
    const found = look(evidence);
    return found ? [{ id, title, look: found, weight: found.weight + bonusOf(evidence, id) }] : [];
  });
  const ranked = looked
    .filter(({ weight, look }) => weight >= leastWeight && look.for.length > 0)
    .sort((one, other) => other.weight - one.weight);
  const proven = ranked.filter(({ look }) => look.isProven).length;
  const suspicions = ranked.slice(0, mostSuspicions).map(({ id, title, look, weight }, index): Suspicion => {
    const { isProven, ...rest } = look;
    const isCertain = isProven && index === 0 && proven === 1;
    const place = look.place ?? placeOf(evidence);
    const certainty = isCertain ? "certain" : weight >= likelyWeight ? "likely" : "possible";
    return { ...rest, weight: Math.min(100, weight), id, title, certainty, ...(place && { place }) };
  });
  const [one, other] = suspicions;
  const isClose = one && other && one.certainty !== "certain" && one.weight - other.weight <= closeWeight;
  const decides = isClose ? tellApart(evidence, one, other) : undefined;
  const error = lastError(evidence);
  return {
    suspicions,
    ...(decides && { tellApart: decides }),
    ...(error && { error: describe(error) }),
    unseen: evidence.unseen,
  };
}

const fitting: Readonly<Record<Symptom, readonly string[]>> = {
  missing: [
    "backfill-never-ran",
    "module-cache",
    "key-duplicate",
    "key-missing",
    "result-window",
    "feed-expired",
    "list-endless",
    "changes-skipped",
    "sweep-race",
  ],
  stale: [
    "module-cache",
    "changes-skipped",
    "disabled-or-manual",
    "date-zone",
    "cursor-stuck",
    "state-not-json",
    "deletions-unseen",
  ],
  duplicated: ["key-mismatch", "key-duplicate", "module-cache"],
  vanished: ["mode-omitted", "empty-answer", "far-fewer", "sweep-race"],
  "not-cleared": ["value-not-cleared", "property-kind"],
};
const symptomBonus = 10;

function bonusOf({ symptom }: Evidence, id: string): number {
  return symptom !== undefined && fitting[symptom].includes(id) ? symptomBonus : 0;
}

/** The error that ended the last run that went wrong, if any did. */
export function lastError({ heard }: Evidence): Heard | undefined {
  const errors = heard.filter(({ error }) => error !== undefined);
  return errors.findLast(({ isLast }) => isLast) ?? errors.at(-1);
}

function describe({ text, at, error }: Heard): NonNullable<Diagnosis["error"]> {
  const [place, ...outer] = error?.frames ?? [];
  // A helper is where it broke; what asked it is what people know.
  const calledFrom = outer.find(({ file }) => file !== place?.file);
  return { text, line: at, ...(place && { place }), ...(calledFrom && { calledFrom }) };
}

function placeOf(evidence: Evidence): Place | undefined {
  return lastError(evidence)?.error?.frames[0] ?? syncIn(evidence)?.execute;
}
