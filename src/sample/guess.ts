import { columnsOf } from "./columns.ts";
import { findMarks, type Mark } from "./deletes.ts";
import { fieldsOf, type Fields } from "./fields.ts";
import { findId } from "./id.ts";
import { findNoun, type Noun } from "./noun.ts";
import { findPage, type PageGuess } from "./page/find.ts";
import { findRecords } from "./records.ts";
import type { TimeForm } from "./shapes.ts";
import { findChangeTime, findTimes } from "./times.ts";
import { findTitle } from "./title.ts";
import type { Column, Guess, Sample } from "./types.ts";

/** Everything that saved answers of a list tell about it. */
export type Findings = {
  /** How many samples there were, and how many records in all. */
  samples: number;
  records: number;
  noun: Noun | undefined;
  list: Guess;
  id: Guess | undefined;
  title: ReturnType<typeof findTitle>;
  page: PageGuess | undefined;
  /** A time that may drive a delta, and how it is written. */
  change: (Guess & { form: TimeForm }) | undefined;
  marks: readonly (Guess & { value: Mark })[];
  fields: Fields["fields"];
  /** Places of records that became no property, and those that were never filled. */
  left: readonly Column[];
  empty: readonly Column[];
};

/**
 * Looks at successive pages of one list, as they were saved. Throws a problem where they hold no list of records. The
 * same answers with their names in another order give the same findings.
 */
export function findAll(samples: readonly [Sample, ...Sample[]]): Findings {
  const list = findRecords(samples);
  const records = list.pages.flat();
  const columns = columnsOf(records);
  const noun = findNoun(list.names, samples[0].name);
  // A record that has moved from page to page while they were saved is one record.
  const apart = columnsOf(withoutRepeats(records));
  const id = findId(apart, { noun: noun?.many, pages: samples.length });
  const idPath = id === undefined ? undefined : String(id.value);
  const title = findTitle(columns, idPath);
  const titlePaths = title ? [title.value].flat(2) : [];
  const { fields, left, empty } = fieldsOf(
    columns,
    new Set([...titlePaths, ...(idPath === undefined ? [] : [idPath])]),
  );
  return {
    samples: samples.length,
    records: records.length,
    noun,
    list: list.guess,
    id,
    title,
    page: findPage(samples, list),
    change: findChangeTime(findTimes(columns)),
    marks: findMarks(columns),
    fields,
    left,
    empty,
  };
}

/** Every guess, in the order of a plan. */
export function guessesOf(found: Findings): Guess[] {
  const { list, id, page, change, marks, title, fields } = found;
  const one = (guess: Guess | undefined): Guess[] =>
    guess === undefined
      ? []
      : [
          {
            path: guess.path,
            value: guess.value,
            reason: guess.reason,
            confidence: guess.confidence,
            alternatives: guess.alternatives,
          },
        ];
  return [list, id, page, change, ...marks, title, ...fields].flatMap(one);
}

function withoutRepeats<Row>(records: readonly Row[]): Row[] {
  const seen = new Set<string>();
  return records.filter((record) => {
    const text = JSON.stringify(record);
    return !seen.has(text) && seen.add(text);
  });
}
