import type { Upsert } from "../../run/changes.ts";
import type { PropertyInfo } from "../../run/manifest.ts";
import type { DataRecord, Version } from "../../world/types.ts";
import type { Expectation, ExpectedRow } from "../types.ts";
import { createCellTexts } from "./cell-texts.ts";

/** What a sync wrote about one record. */
export type LearnedUpsert = Pick<Upsert, "key" | "properties">;

export type LearnedOptions = {
  /**
   * Runs the sync's own code on a calm source that holds this record alone, with nothing remembered, and gives the
   * upserts in their order. Never called while another call of it is under way.
   */
  ask: (record: DataRecord) => Promise<readonly LearnedUpsert[]>;
  print: (version: Version) => DataRecord;
  /** The properties of the database, as the worker declares them. */
  properties: readonly PropertyInfo[];
};

/**
 * What the code itself writes about each record in calm weather; for syncs whose mapping no plan knows. Asks once per
 * distinct record. A property that is left out is an empty cell. A record without an upsert has no row, and neither has
 * one that the code fails on: that it fails is found where it is run. Where one record makes several rows, the first one
 * counts.
 */
export function learnedRows({ ask, print, properties }: LearnedOptions): Expectation {
  const texts = createCellTexts(properties);
  const known = new Map<string, Promise<ExpectedRow | undefined>>();
  let previous: Promise<unknown> = Promise.resolve();
  const learn = async (record: DataRecord): Promise<ExpectedRow | undefined> => {
    const upserts = await ask(record).catch(() => []);
    const first = upserts[0];
    if (first === undefined) return undefined;
    const written = upserts.filter(({ key }) => key === first.key);
    const values = new Map(written.flatMap((upsert) => [...upsert.properties]));
    const cells = texts.ofValues(values);
    return {
      key: first.key,
      cells: new Map(properties.map(({ name }, index) => [name, cells[index] ?? ""])),
    };
  };
  return {
    rowOf(version) {
      const record = print(version);
      const text = JSON.stringify(record);
      const row = known.get(text) ?? previous.then(() => learn(record));
      known.set(text, row);
      previous = row;
      return row;
    },
  };
}
