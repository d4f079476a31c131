import { Problem } from "../problems/problem.ts";
import { isObject, pathOf, shown, valueAt, wordsOf } from "./json.ts";
import { describeMissing } from "./missing.ts";
import type { Confidence, Guess, JsonObject, Sample, Way } from "./types.ts";
import { walkAnswer } from "./walk.ts";

/** The list of records: where it is, and what it holds in each sample. */
export type RecordList = {
  names: Way;
  path: string;
  pages: readonly (readonly JsonObject[])[];
  guess: Guess;
};

/** More records than this tell nothing new. */
const mostRecords = 1000;

const usual =
  /^(data|items?|results?|records?|entries|values?|nodes|edges|list|rows|content|contents|objects|collection|hits|docs|documents|elements|resources?|children|members)$/;
const beside =
  /^(includes?|included|errors?|warnings?|links?|facets?|filters?|columns|fields?|schema|headers?|meta|aggregations?|orders? ?by|sorts?|orderings?|actions|breadcrumbs|notices|permissions|expansions?)$/;

type Candidate = { names: Way; path: string; records: readonly JsonObject[]; score: number };

/**
 * Finds the list of records in the first sample, and the same list in the others. Throws a problem where there is
 * none, where it is empty, or where it is not a list at all.
 */
export function findRecords(samples: readonly [Sample, ...Sample[]]): RecordList {
  const [first, ...others] = samples;
  const candidates = findLists(first.body);
  const [best, ...rest] = candidates;
  if (!best) throw describeMissing(first);
  const pages = [best.records, ...others.map((sample) => recordsOf(sample, best))];
  const hasOwnId = isObject(first.body) && ["id", "_id", "uuid"].some((name) => isScalarAt(first.body, name));
  const guess: Guess = {
    path: "source.list.records",
    value: best.path,
    reason: reasonOf(best, { rivals: rest.length, pages: pages.length, hasOwnId }),
    confidence: confidenceOf(best, { rivals: rest.length, pages, hasOwnId }),
    alternatives: rest.slice(0, 5).map(({ path }) => path),
  };
  return { names: best.names, path: best.path, pages, guess };
}

function findLists(body: unknown): Candidate[] {
  const found = walkAnswer(body).flatMap(({ names, value }): Candidate[] => {
    const path = pathOf(names);
    if (!Array.isArray(value) || path === undefined) return [];
    const records = (value as unknown[]).slice(0, mostRecords).filter(isObject);
    if (records.length === 0 || records.length * 2 < Math.min(value.length, mostRecords)) return [];
    return [{ names, path, records, score: scoreOf(names, records) }];
  });
  return found.sort((one, other) => other.score - one.score);
}

function scoreOf(names: Way, records: readonly JsonObject[]): number {
  const words = wordsOf(String(names.at(-1) ?? "data")).join(" ");
  const size = records.slice(0, 20).map((record) => Object.keys(record).length);
  const width = size.reduce((sum, each) => sum + each, 0) / size.length;
  return (
    (usual.test(words) ? 3 : 0) -
    (beside.test(words) ? 6 : 0) +
    Math.min(records.length, 20) / 10 +
    Math.min(width, 12) / 6 +
    (hasId(records[0]) ? 2 : 0) -
    names.length
  );
}

function hasId(record: JsonObject | undefined): boolean {
  const inner = isObject(record?.["node"]) ? record["node"] : record;
  return Object.keys(inner ?? {}).some((name) => /^_?(u|gu)?id$/.test(wordsOf(name).join("")));
}

function isScalarAt(body: unknown, name: string): boolean {
  return ["string", "number"].includes(typeof valueAt(body, [name]));
}

function recordsOf(sample: Sample, { names, path }: Candidate): readonly JsonObject[] {
  const value = valueAt(sample.body, names);
  if (!Array.isArray(value))
    throw new Problem("sample/pages-differ", { path: shown(path) }, { file: sample.name });
  return (value as unknown[]).slice(0, mostRecords).filter(isObject);
}

type Circumstances = { rivals: number; hasOwnId: boolean };

function reasonOf({ path, records }: Candidate, seen: Circumstances & { pages: number }): string {
  const size = `${records.length === 1 ? "one record" : `${records.length} records`}`;
  const where =
    path === ""
      ? `the answer is itself a list, of ${size}`
      : seen.rivals === 0
        ? `it is the only list of records in the answer, of ${size}`
        : `of ${seen.rivals + 1} lists it looks most like the records (${size})`;
  return [
    where,
    ...(seen.pages > 1 ? [`it is in all ${seen.pages} samples`] : []),
    ...(seen.hasOwnId ? ["but the answer has an id of its own, as a single record would"] : []),
  ].join("; ");
}

function confidenceOf(
  { path, records }: Candidate,
  { rivals, pages, hasOwnId }: Circumstances & { pages: RecordList["pages"] },
): Confidence {
  if (path === "") return records.length > 1 ? "certain" : "likely";
  if (hasOwnId) return "guess";
  // Only a list that moves on from page to page is what the pages are pages of.
  const [one, two] = pages.map((page) => JSON.stringify(page[0] ?? null));
  if (rivals === 0) return two !== undefined && two !== "null" && one !== two ? "certain" : "likely";
  return "likely";
}
