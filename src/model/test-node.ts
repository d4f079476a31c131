/** The test that is written beside the worker. `full`, `shape` and other data are plain JSON values. */
export type TestNode = {
  sampleWhy: string;
  shapeWhy: string;
  fullName: string;
  emptyName: string;
  cycleName: string;
  full: { [name: string]: unknown };
  idPath: string[];
  id: string;
  /** What stands before an id in a row's key, and the key of `full`. */
  prefix: string;
  key: string;
  rawId: string | number;
  /** What a record needs to belong to the list at all. */
  belongs?: { path: string[]; value: string | number | boolean };
  otherIds: (string | number)[];
  updatedPath: string[];
  title: string;
  titlePath: string[];
  titleText: string;
  /** What the title shows once its first value is "Another title". */
  retitled: string;
  /** What properties show whose ids are looked up. */
  named: { property: string; text: string }[];
  primaryKey: string;
  filled: string[];
  empties: string[];
  cleared?: { property: string; path: string[] };
  /** Key of the sync that reads everything. */
  walk: string;
  delta?: string;
  keys: string[];
  /** The API is imitated with several pages. */
  pages: boolean;
  /** Deletions show only in a full walk. */
  sweeps: boolean;
  /** Why the row of a deleted record is there until then. */
  sweepsWhy: string;
  allowEmpty: boolean;
  settings: { [name: string]: string };
  shape: { [name: string]: unknown };
};
